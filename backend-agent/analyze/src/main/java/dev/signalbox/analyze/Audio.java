package dev.signalbox.analyze;

import dev.signalbox.analyze.rtp.StreamReport;
import dev.signalbox.model.net.IpEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which ways the audio of a call went, as far as the capture shows. */
public enum Audio {
    BOTH_WAYS,
    /** One side is not heard, or was not captured. */
    ONE_WAY;

    /** By Call-ID; calls whose RTP was not captured are missing. */
    static Map<String, Audio> byCall(List<StreamReport> streams) {
        Map<String, List<StreamReport>> ofCalls = new HashMap<>();
        for (StreamReport stream : streams) {
            String callId = stream.callId();
            if (callId != null) {
                ofCalls.computeIfAbsent(callId, _ -> new ArrayList<>()).add(stream);
            }
        }
        Map<String, Audio> audio = new HashMap<>();
        ofCalls.forEach((callId, ofCall) -> audio.put(callId, of(ofCall)));
        return audio;
    }

    /** Senders may use another port than the one they listen at, so addresses are compared. */
    private static Audio of(List<StreamReport> streams) {
        for (StreamReport one : streams) {
            for (StreamReport other : streams) {
                boolean back = isSame(one.from(), other.to()) && isSame(one.to(), other.from());
                if (back && !one.to().equals(other.to())) {
                    return BOTH_WAYS;
                }
            }
        }
        return ONE_WAY;
    }

    private static boolean isSame(IpEndpoint one, IpEndpoint other) {
        return one.high() == other.high() && one.low() == other.low();
    }

    /** In small letters. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
