package dev.signalbox.dashboards.part.health;

import dev.signalbox.model.target.Target;

/** Kinds of things, in the order in which they rest on each other. */
public enum Kind {
    REGION("region"),
    SERVICE("service"),
    TRUNK("trunk"),
    PATH("path"),
    PROVIDER("provider"),
    DEPENDENCY("dependency");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** The kind as one word. */
    public String word() {
        return word;
    }

    static Kind of(Target target) {
        return switch (target) {
            case Target.Region _ -> REGION;
            case Target.Service _ -> SERVICE;
            case Target.Trunk _, Target.Carrier _ -> TRUNK;
            case Target.Path _ -> PATH;
            case Target.Provider _ -> PROVIDER;
            case Target.Dependency _ -> DEPENDENCY;
        };
    }
}
