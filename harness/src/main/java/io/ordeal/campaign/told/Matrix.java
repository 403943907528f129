package io.ordeal.campaign.told;

import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Cells by target and by what faults are done to.
 *
 * @param columns {@code none}, the families of faults, {@code any} or {@code several}
 * @param rows of each target, the cells of each column, the worst first
 */
record Matrix(List<String> columns, Map<String, Map<String, List<CellResult>>> rows) {
    private static final String SEVERAL = "several";

    static Matrix of(List<CellResult> cells) {
        Map<String, Map<String, List<CellResult>>> rows = new TreeMap<>();
        Set<String> used = new TreeSet<>();
        for (CellResult cell : cells) {
            String column = column(cell);
            used.add(column);
            rows.computeIfAbsent(cell.target(), none -> new LinkedHashMap<>())
                    .computeIfAbsent(column, none -> new ArrayList<>())
                    .add(cell);
        }
        List<String> columns = new ArrayList<>(List.of("none"));
        Arrays.stream(FaultFamily.values()).map(FaultFamily::wire).forEach(columns::add);
        columns.add(SEVERAL);
        return new Matrix(columns.stream().filter(used::contains).toList(), rows);
    }

    private static String column(CellResult cell) {
        String faults = cell.rest().substring(cell.rest().indexOf('/') + 1).replaceAll("@.*", "");
        if (faults.equals("none")
                || Arrays.stream(FaultFamily.values())
                        .anyMatch(family -> family.wire().equals(faults))) {
            return faults;
        }
        Set<String> families = new TreeSet<>();
        for (String fault : faults.split("[|,]")) {
            families.add(family(fault));
        }
        return families.size() == 1 ? families.iterator().next() : SEVERAL;
    }

    private static String family(String fault) {
        try {
            return FaultKinds.named(FaultSpec.parse(fault).kind()).family().wire();
        } catch (IllegalArgumentException unknownHere) {
            return SEVERAL;
        }
    }
}
