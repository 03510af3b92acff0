package dev.labcoat.results.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the named properties of some things tell them apart. */
public final class Distinction {

    private Distinction() {}

    /**
     * The fewest names, taken in the order of the things' own, by whose values all of them are told apart that can be: a
     * property that only differs where an earlier one does too says nothing new.
     */
    public static List<String> names(Collection<? extends Map<String, String>> things) {
        Set<String> names = new LinkedHashSet<>();
        things.forEach(thing -> names.addAll(thing.keySet()));
        List<String> telling = new ArrayList<>();
        int kinds = 1;
        for (String name : names) {
            telling.add(name);
            int more = kinds(things, telling);
            if (more > kinds) {
                kinds = more;
            } else {
                telling.remove(name);
            }
        }
        return List.copyOf(telling);
    }

    private static int kinds(Collection<? extends Map<String, String>> things, List<String> names) {
        return (int) things.stream()
                .map(thing ->
                        names.stream().map(name -> thing.getOrDefault(name, "")).toList())
                .distinct()
                .count();
    }
}
