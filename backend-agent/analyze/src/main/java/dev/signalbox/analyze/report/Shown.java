package dev.signalbox.analyze.report;

import dev.signalbox.agent.measure.LegCall;
import dev.signalbox.analyze.Audio;
import dev.signalbox.analyze.Numbers;
import dev.signalbox.analyze.rtp.StreamReport;
import dev.signalbox.model.media.Codec;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Shown {

    static final String NOTHING = "-";

    private Shown() {}

    static String number(String user, boolean numbers) {
        return numbers ? user : Numbers.masked(user);
    }

    static String ssrc(long ssrc) {
        return "0x%08x".formatted(ssrc);
    }

    static String audio(LegCall call, Map<String, Audio> audio) {
        Audio heard = call.answeredMicros() == null ? null : audio.get(call.callId());
        return heard == null ? NOTHING : heard.text().replace('_', ' ');
    }

    /** Says so when the receiver's SDP does not have it. */
    static String codec(StreamReport stream) {
        Codec codec = stream.codec();
        String name = codec == null ? "type " + stream.payloadType() : codec.name();
        return Boolean.FALSE.equals(stream.negotiated()) ? name + " (not negotiated)" : name;
    }

    static String percent(@Nullable Double ratio) {
        return ratio == null ? NOTHING : String.format(Locale.ROOT, "%.1f %%", ratio * 100);
    }

    static String millis(@Nullable Double millis) {
        return millis == null ? NOTHING : String.format(Locale.ROOT, "%.1f ms", millis);
    }

    static String seconds(@Nullable Double millis) {
        return millis == null ? NOTHING : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }

    static String score(@Nullable Double mos) {
        return mos == null ? NOTHING : String.format(Locale.ROOT, "%.2f", mos);
    }
}
