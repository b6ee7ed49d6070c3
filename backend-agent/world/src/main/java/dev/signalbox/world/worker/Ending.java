package dev.signalbox.world.worker;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import java.util.SplittableRandom;

/**
 * How a conversation ends and what its platform says of it.
 *
 * @param word the platform's own, {@code endedReason} of the outcome
 * @param byHuman the person hangs up
 * @param apparent what the word alone says
 */
record Ending(String word, boolean byHuman, Tag apparent) {

    private static final double MACHINE_RATIO = 0.04;

    /** Everyday: nearly all went well, a few did not although nothing is broken. */
    static Ending everyday(Framework framework, boolean outbound, SplittableRandom random) {
        double draw = random.nextDouble();
        if (outbound && random.nextDouble() < MACHINE_RATIO) {
            return of(framework, Tag.MACHINE);
        }
        return of(
                framework,
                draw < 0.58
                        ? Tag.AGENT_DONE
                        : draw < 0.93
                                ? Tag.USER_HANGUP
                                : draw < 0.95
                                        ? Tag.MISUNDERSTOOD
                                        : draw < 0.965 ? Tag.REPROMPT_LOOP : Tag.HANDOFF_REQUESTED);
    }

    /** A caller who was not understood, for whatever reason. */
    static Ending misunderstood(Framework framework, SplittableRandom random) {
        double draw = random.nextDouble();
        return of(
                framework,
                draw < 0.35
                        ? Tag.MISUNDERSTOOD
                        : draw < 0.65
                                ? Tag.REPROMPT_LOOP
                                : draw < 0.85 ? Tag.HANDOFF_REQUESTED : Tag.USER_HANGUP);
    }

    /** The AI greeted and captured what the call is about; a person goes on. */
    static Ending handedOver(Framework framework) {
        return new Ending(
                switch (framework) {
                    case PIPECAT -> "assistant-ended-call-after-message-spoken";
                    case LIVEKIT -> "agent_hangup";
                },
                false,
                Tag.AGENT_DONE);
    }

    /** A provider failed and the platform noticed. */
    static Ending pipelineError(Target.Provider provider, Tag cause) {
        String part =
                switch (provider.stage()) {
                    case "stt" -> "transcriber";
                    case "tts" -> "voice";
                    default -> "llm";
                };
        String what = cause == Tag.AI_QUOTA ? "-429-exceeded-quota" : "-" + part + "-failed";
        return new Ending("pipeline-error-" + provider.name() + what, false, cause);
    }

    /** Nobody says anything any more: the caller hangs up, or the platform does. */
    static Ending silence(Framework framework, SplittableRandom random) {
        return random.nextDouble() < 0.7
                ? of(framework, Tag.USER_HANGUP)
                : new Ending(
                        switch (framework) {
                            case PIPECAT -> "silence-timed-out";
                            case LIVEKIT -> "inactivity";
                        },
                        false,
                        Tag.SILENCE);
    }

    private static Ending of(Framework framework, Tag tag) {
        return switch (framework) {
            case PIPECAT -> new Ending(dashed(tag), byHuman(tag), tag);
            case LIVEKIT -> new Ending(underscored(tag), byHuman(tag), tag);
        };
    }

    private static boolean byHuman(Tag tag) {
        return tag == Tag.USER_HANGUP;
    }

    private static String dashed(Tag tag) {
        return switch (tag) {
            case USER_HANGUP -> "customer-ended-call";
            case AGENT_DONE -> "assistant-ended-call";
            case MACHINE -> "voicemail";
            default -> tag.text().replace('_', '-');
        };
    }

    private static String underscored(Tag tag) {
        return switch (tag) {
            case AGENT_DONE -> "agent_hangup";
            case MACHINE -> "voicemail_reached";
            default -> tag.text();
        };
    }
}
