package dev.signalbox.model.cause;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which ending means what, from {@code causes.yaml}. In each of both lists the first rule that
 * matches decides; an ending without {@code *} and {@code #} in its rule goes before all others.
 *
 * @param endings what platforms say
 * @param sip what SIP says; Q.850 outranks the status because its rules stand first
 */
public record CauseTable(List<EndingRule> endings, List<SipRule> sip) {

    /** Longer endings are cut before they are compared. */
    public static final int ENDING_LENGTH_MAX = 256;

    public CauseTable {
        endings = List.copyOf(endings);
        sip = List.copyOf(sip);
    }

    /**
     * Endings of a platform with one tag.
     *
     * @param match lower case with hyphens; {@code *} stands for anything, {@code #} for one digit
     */
    public record EndingRule(Tag tag, List<String> match) {
        public EndingRule {
            match = List.copyOf(match);
        }
    }

    /**
     * Final responses, or the Q.850 cause of a BYE. What is left out may be anything.
     *
     * @param statuses of final responses; empty means any, and a BYE too
     * @param causes Q.850; empty means any or none
     * @param progressed whether a provisional other than 100 came before; null means either
     */
    public record SipRule(
            Tag tag, List<Range> statuses, List<Range> causes, @Nullable Boolean progressed) {
        public SipRule {
            statuses = List.copyOf(statuses);
            causes = List.copyOf(causes);
        }

        private boolean matches(int status, int q850Cause, boolean withProgress) {
            return (statuses.isEmpty() || statuses.stream().anyMatch(r -> r.has(status)))
                    && (causes.isEmpty() || causes.stream().anyMatch(r -> r.has(q850Cause)))
                    && (progressed == null || progressed == withProgress);
        }
    }

    /** Numbers from {@code first} to {@code last}, both included. */
    public record Range(int first, int last) {
        boolean has(int number) {
            return first <= number && number <= last;
        }
    }

    /** Finds tags; built once, asked often. */
    public static final class Finder {
        private final CauseTable table;
        private final Map<String, Tag> exact = new HashMap<>();

        /** A finder for one table. */
        public Finder(CauseTable table) {
            this.table = table;
            for (EndingRule rule : table.endings) {
                for (String match : rule.match) {
                    if (match.indexOf('*') < 0 && match.indexOf('#') < 0) {
                        exact.putIfAbsent(match, rule.tag);
                    }
                }
            }
        }

        /** What a platform's ending means; empty when the table does not know it. */
        public Optional<Tag> ofEnding(String ending) {
            String word = normal(ending);
            Tag known = exact.get(word);
            if (known != null) {
                return Optional.of(known);
            }
            return table.endings.stream()
                    .filter(rule -> rule.match.stream().anyMatch(m -> glob(m, word)))
                    .map(EndingRule::tag)
                    .findFirst();
        }

        /**
         * What SIP means; empty when the table does not know it.
         *
         * @param status 300 to 699, or 0 for a BYE
         * @param q850Cause 1 to 127, or 0
         */
        public Optional<Tag> ofSip(int status, int q850Cause, boolean progressed) {
            return table.sip.stream()
                    .filter(rule -> rule.matches(status, q850Cause, progressed))
                    .map(SipRule::tag)
                    .findFirst();
        }
    }

    /** Lower case, with hyphens for underscores and blanks, cut to a sane length. */
    public static String normal(String ending) {
        String cut =
                ending.length() > ENDING_LENGTH_MAX
                        ? ending.substring(0, ENDING_LENGTH_MAX)
                        : ending;
        return cut.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    private static boolean glob(String pattern, String word) {
        int p = 0;
        int w = 0;
        int star = -1;
        int resume = 0;
        while (w < word.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = w;
            } else if (p < pattern.length() && fits(pattern.charAt(p), word.charAt(w))) {
                p++;
                w++;
            } else if (star >= 0) {
                p = star + 1;
                w = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean fits(char pattern, char c) {
        return pattern == '#' ? c >= '0' && c <= '9' : pattern == c;
    }
}
