package io.ordeal.kit;

import io.ordeal.names.NearestNames;
import io.ordeal.targets.Target;
import io.ordeal.targets.file.TargetFile;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Where an annotation takes its target from. */
final class TargetSource {
    private TargetSource() {}

    /**
     * The target that an annotation tells of; empty if it tells of none.
     *
     * @throws ExtensionConfigurationException it tells of several, or of something that is no target
     */
    static Optional<Target> of(OrdealTest annotation, ExtensionContext context, String where) {
        boolean byClass = annotation.target() != Target.class;
        boolean byName = !annotation.targetFrom().isBlank();
        boolean byFile = !annotation.targetFile().isBlank();
        if (Stream.of(byClass, byName, byFile).filter(said -> said).count() > 1) {
            throw new ExtensionConfigurationException(
                    where + ": target, targetFrom and targetFile each say what is tried; leave one of them");
        }
        if (byClass) {
            return Optional.of(instance(annotation.target(), where));
        }
        if (byFile) {
            return Optional.of(described(annotation.targetFile(), where));
        }
        return byName ? Optional.of(member(annotation.targetFrom(), context, where)) : Optional.empty();
    }

    private static Target described(String file, String where) {
        try {
            return TargetFile.read(Path.of(file));
        } catch (IllegalArgumentException wrong) {
            throw new ExtensionConfigurationException(where + ": targetFile: " + wrong.getMessage(), wrong);
        }
    }

    private static Target instance(Class<? extends Target> type, String where) {
        try {
            return ReflectionSupport.newInstance(type);
        } catch (RuntimeException unfit) {
            throw new ExtensionConfigurationException(
                    where + ": target: " + type.getName() + " can't be made: " + unfit
                            + "; it must have a constructor without parameters, which does not throw; or use targetFrom",
                    unfit);
        }
    }

    private static Target member(String name, ExtensionContext context, String where) {
        Class<?> type = context.getRequiredTestClass();
        Object instance = context.getRequiredTestInstance();
        Optional<Method> method = ReflectionSupport.findMethod(type, name);
        List<Field> fields = ReflectionSupport.findFields(
                type, field -> field.getName().equals(name), HierarchyTraversalMode.BOTTOM_UP);
        Object found;
        try {
            if (method.isPresent()) {
                found = ReflectionSupport.invokeMethod(
                        method.get(), owner(method.get().getModifiers(), instance));
            } else if (!fields.isEmpty()) {
                found = value(fields.get(0), owner(fields.get(0).getModifiers(), instance));
            } else {
                throw new ExtensionConfigurationException(where + ": targetFrom: "
                        + NearestNames.unknown("field or method", name, members(type)) + " in " + type.getName());
            }
        } catch (ExtensionConfigurationException told) {
            throw told;
        } catch (Exception failed) {
            throw new ExtensionConfigurationException(where + ": targetFrom: " + name + " failed: " + failed, failed);
        }
        if (found instanceof Target target) {
            return target;
        }
        throw new ExtensionConfigurationException(where + ": targetFrom: " + name + " is "
                + (found == null ? "null" : "a " + found.getClass().getName()) + "; expected a "
                + Target.class.getName());
    }

    private static @Nullable Object owner(int modifiers, Object instance) {
        return Modifier.isStatic(modifiers) ? null : instance;
    }

    private static @Nullable Object value(Field field, @Nullable Object owner) throws Exception {
        return ReflectionSupport.tryToReadFieldValue(field, owner).get();
    }

    private static List<String> members(Class<?> type) {
        return Stream.concat(
                        Stream.of(type.getDeclaredFields()).map(Field::getName),
                        Stream.of(type.getDeclaredMethods()).map(Method::getName))
                .filter(name -> !name.contains("$"))
                .distinct()
                .toList();
    }
}
