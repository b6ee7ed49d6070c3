package dev.signalbox.analyze.rtp;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.IpEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where calls said they receive media, and what payload types mean there (RFC 8866). Bounded: the
 * end that was announced longest ago makes room.
 */
public final class SdpBook {

    private static final int ENDS_MAX = 20_000;
    private static final int BODY_BYTES_MAX = 16_384;
    private static final Pattern RTPMAP =
            Pattern.compile("a=rtpmap:(\\d{1,3})\\s+([^/\\s]{1,40})/(\\d{1,6}).*");
    private static final Pattern MEDIA =
            Pattern.compile("m=(\\w+) (\\d{1,5})(?:/\\d+)? \\S+((?: \\d{1,3})*).*");
    private static final Pattern ADDRESS = Pattern.compile("c=IN IP[46] ([0-9a-fA-F.:]+).*");

    /**
     * An end that receives media.
     *
     * @param callId of the call that announced it last
     * @param codecs by payload type
     * @param types payload types that it takes
     */
    record End(String callId, Map<Integer, Codec> codecs, Set<Integer> types) {}

    private final Map<IpEndpoint, End> ends =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<IpEndpoint, End> eldest) {
                    return size() > ENDS_MAX;
                }
            };

    @Nullable End at(IpEndpoint endpoint) {
        return ends.get(endpoint);
    }

    /** Reads the body of a SIP message; what is no session description changes nothing. */
    public void read(String callId, byte[] bytes, int from, int to) {
        if (to - from < 2 || to - from > BODY_BYTES_MAX) {
            return;
        }
        String body = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        int start = body.indexOf("v=0");
        if (start < 0) {
            return;
        }
        String sessionAddress = null;
        String address = null;
        int port = 0;
        Map<Integer, Codec> codecs = new HashMap<>();
        Set<Integer> types = Set.of();
        for (String line : List.of(body.substring(start).split("\r?\n"))) {
            Matcher media = MEDIA.matcher(line);
            Matcher connection = ADDRESS.matcher(line);
            Matcher map = RTPMAP.matcher(line);
            if (media.matches()) {
                announce(callId, address, port, codecs, types);
                codecs = new HashMap<>();
                address = sessionAddress;
                port = number(media.group(2));
                types = types(media.group(3));
            } else if (connection.matches()) {
                address = connection.group(1);
                sessionAddress = port == 0 && sessionAddress == null ? address : sessionAddress;
            } else if (map.matches()) {
                codecs.put(number(map.group(1)), Codec.named(map.group(2), number(map.group(3))));
            }
        }
        announce(callId, address, port, codecs, types);
    }

    private void announce(
            String callId,
            @Nullable String address,
            int port,
            Map<Integer, Codec> codecs,
            Set<Integer> types) {
        if (address == null || port <= 0 || port > 65_535) {
            return;
        }
        IpEndpoint endpoint;
        try {
            endpoint = IpEndpoint.of(address, port);
        } catch (IllegalArgumentException e) {
            return;
        }
        End before = ends.remove(endpoint);
        Map<Integer, Codec> all = new HashMap<>(codecs);
        Set<Integer> taken = new HashSet<>(types);
        if (before != null) {
            // A later answer names fewer formats than the offer, and streams use both.
            before.codecs.forEach(all::putIfAbsent);
            taken.addAll(before.types);
        }
        ends.put(endpoint, new End(callId, Map.copyOf(all), Set.copyOf(taken)));
    }

    private static Set<Integer> types(String words) {
        Set<Integer> types = new HashSet<>();
        for (String word : List.of(words.strip().split(" "))) {
            if (!word.isEmpty()) {
                types.add(number(word));
            }
        }
        return types;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
