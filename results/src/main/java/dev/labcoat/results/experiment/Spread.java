package dev.labcoat.results.experiment;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The order in which a time that is too short for all is spent. What a descriptor describes has the order that it gives. The rest is
 * in that of the alphabet, which says nothing: of it, each class gets its first row before any gets its second.
 */
final class Spread {

    private Spread() {}

    /**
     * Things in that order.
     *
     * @param cell what of a thing is measured first
     */
    static <T> List<T> overClasses(List<T> things, Function<? super T, CellId> cell, Suite suite) {
        List<T> spread = new ArrayList<>();
        Map<String, List<T>> classes = new LinkedHashMap<>();
        for (T thing : things) {
            String className = cell.apply(thing).className();
            if (suite.describes(className)) {
                spread.add(thing);
            } else {
                classes.computeIfAbsent(className, unused -> new ArrayList<>()).add(thing);
            }
        }
        int most = classes.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < most; i++) {
            for (List<T> ofClass : classes.values()) {
                if (i < ofClass.size()) {
                    spread.add(ofClass.get(i));
                }
            }
        }
        return spread;
    }
}
