package io.ordeal.kit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the invocations of an {@link OrdealTest}, which brings it along. */
final class OrdealExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), OrdealTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        AskedFor asked = AskedFor.of(context);
        return asked.cells().stream().map(cell -> new Invocation(cell, asked));
    }

    private record Invocation(TrialCell cell, AskedFor asked) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return cell.displayName(index);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new TrialExtension(cell, asked));
        }
    }
}
