package dev.signalbox.agent.measure;

import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose number it is, by how it begins; as {@link Policy#home} says, without going through all
 * regions for each call. A tree of characters, built once.
 */
final class HomeNumbers {

    /** No region's numbers begin like that. */
    static final int NONE = -1;

    /** A plus sign and the digits: what prefixes are made of. */
    private static final int CHARACTERS = 11;

    private static final int PLUS = 10;
    private static final int OTHER = -1;

    private static final class Node {
        final @Nullable Node[] next = new @Nullable Node[CHARACTERS];
        int region = NONE;
    }

    private final Node root = new Node();
    private final List<String> regions = new ArrayList<>();

    HomeNumbers(Policy policy) {
        for (Region region : policy.regions()) {
            if (region.numbers().isEmpty()) {
                continue;
            }
            regions.add(region.name());
            for (String prefix : region.numbers()) {
                add(prefix, regions.size() - 1);
            }
        }
    }

    private void add(String prefix, int region) {
        Node node = root;
        for (int i = 0; i < prefix.length(); i++) {
            int character = character(prefix.charAt(i));
            if (character == OTHER) {
                throw new IllegalArgumentException(
                        "prefix \"" + prefix + "\": only + and digits. Example: +4969555");
            }
            Node child = node.next[character];
            if (child == null) {
                child = new Node();
                node.next[character] = child;
            }
            node = child;
        }
        // The first region that has it, as the policy finds it.
        node.region = node.region == NONE ? region : node.region;
    }

    /** Regions that have numbers, in the order of the policy. */
    List<String> regions() {
        return regions;
    }

    /** Place in {@link #regions} of the region that has {@code number}, or {@link #NONE}. */
    int home(String number) {
        Node node = root;
        int home = NONE;
        for (int i = 0; i < number.length(); i++) {
            int character = character(number.charAt(i));
            Node child = character == OTHER ? null : node.next[character];
            if (child == null) {
                return home;
            }
            node = child;
            home = node.region == NONE ? home : node.region;
        }
        return home;
    }

    private static int character(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c == '+' ? PLUS : OTHER;
    }
}
