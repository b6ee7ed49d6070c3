package dev.signalbox.world.voice;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An edge's SIP socket, where other regions' agents ask whether it lives: answers OPTIONS while it
 * does, and nothing else ever, because the world's calls come another way.
 */
final class EdgePort implements Port {

    private static final int REQUESTS_PER_TURN_MAX = 64;

    private final DatagramChannel channel;
    private final Edge edge;
    private final ByteBuffer buffer = ByteBuffer.allocate(65_536);
    private long tags;

    EdgePort(DatagramChannel channel, Edge edge) {
        this.channel = channel;
        this.edge = edge;
    }

    @Override
    public void receive(long now) throws IOException {
        for (int i = 0; i < REQUESTS_PER_TURN_MAX; i++) {
            buffer.clear();
            SocketAddress peer = channel.receive(buffer);
            if (peer == null) {
                return;
            }
            buffer.flip();
            String text = StandardCharsets.UTF_8.decode(buffer).toString();
            Optional<SipRequest> request = SipRequest.read(text);
            if (request.isPresent() && edge.alive() && request.get().method().equals("OPTIONS")) {
                String response =
                        request.get()
                                .response(
                                        200,
                                        "e" + tags++,
                                        "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS\r\n");
                channel.send(ByteBuffer.wrap(response.getBytes(StandardCharsets.UTF_8)), peer);
            }
        }
    }
}
