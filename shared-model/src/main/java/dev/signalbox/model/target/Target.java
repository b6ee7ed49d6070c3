package dev.signalbox.model.target;

import java.util.regex.Pattern;

/**
 * Something that is watched, judged or moved. The text form ({@link #id()}) is the same in files,
 * JSON, journal records, logs and on the command line, for example {@code
 * trunk:eu-central/carrier-a}.
 */
public sealed interface Target extends Comparable<Target> {

    /** The text form, for example {@code region:eu-central}. {@link #parse} reads it back. */
    String id();

    /** By {@link #id()}. */
    @Override
    default int compareTo(Target other) {
        return id().compareTo(other.id());
    }

    /** A place where calls are handled: an agent and the SBCs next to it. */
    record Region(String name) implements Target {
        public Region {
            Names.check("region", name);
        }

        @Override
        public String id() {
            return "region:" + name;
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /** The road from one region to one carrier. */
    record Trunk(String region, String carrier) implements Target {
        public Trunk {
            Names.check("region", region);
            Names.check("carrier", carrier);
        }

        @Override
        public String id() {
            return "trunk:" + region + "/" + carrier;
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /** A telephone company, seen from all regions. */
    record Carrier(String name) implements Target {
        public Carrier {
            Names.check("carrier", name);
        }

        @Override
        public String id() {
            return "carrier:" + name;
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /**
     * An AI provider: stage ({@code llm}, {@code stt}, {@code tts}, {@code realtime}), name, model
     * region.
     */
    record Provider(String stage, String name, String modelRegion) implements Target {
        public Provider {
            Names.check("stage", stage);
            Names.check("provider", name);
            Names.check("model region", modelRegion);
        }

        @Override
        public String id() {
            return "provider:" + stage + "/" + name + "/" + modelRegion;
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /** The media road from one region to another; direction matters. */
    record Path(String from, String to) implements Target {
        public Path {
            Names.check("region", from);
            Names.check("region", to);
        }

        @Override
        public String id() {
            return "path:" + from + "/" + to;
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /** Something else that conversations need: CRM, knowledge base, database. */
    record Dependency(String name) implements Target {
        public Dependency {
            Names.check("dependency", name);
        }

        @Override
        public String id() {
            return "dependency:" + name;
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /** What callers call: one voice application. */
    record Service(String name) implements Target {
        public Service {
            Names.check("service", name);
        }

        @Override
        public String id() {
            return "service:" + name;
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException naming the text and an example when it is no target
     */
    static Target parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon);
        String[] parts = text.substring(colon + 1).split("/", -1);
        return switch (kind) {
            case "region" -> new Region(Names.only(text, parts, 1)[0]);
            case "carrier" -> new Carrier(Names.only(text, parts, 1)[0]);
            case "dependency" -> new Dependency(Names.only(text, parts, 1)[0]);
            case "service" -> new Service(Names.only(text, parts, 1)[0]);
            case "trunk" -> new Trunk(Names.only(text, parts, 2)[0], parts[1]);
            case "path" -> new Path(Names.only(text, parts, 2)[0], parts[1]);
            case "provider" -> new Provider(Names.only(text, parts, 3)[0], parts[1], parts[2]);
            default ->
                    throw new IllegalArgumentException(
                            "\""
                                    + text
                                    + "\": no such kind of target. Example: trunk:eu-central/carrier-a, region:eu-central, carrier:carrier-a");
        };
    }

    /** Checks of the parts of a name. */
    final class Names {
        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

        private Names() {}

        /**
         * True for one to 63 characters of a-z, 0-9, dot, hyphen and underscore, not starting with
         * punctuation.
         */
        public static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }

        static void check(String what, String name) {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        what
                                + " \""
                                + name
                                + "\": a name has 1 to 63 characters of a-z, 0-9, '.', '-', '_'. Example: eu-central");
            }
        }

        static String[] only(String text, String[] parts, int count) {
            if (parts.length != count) {
                throw new IllegalArgumentException(
                        "\""
                                + text
                                + "\": needs "
                                + count
                                + " part(s) after the colon, separated by '/'. Example: trunk:eu-central/carrier-a");
            }
            return parts;
        }
    }
}
