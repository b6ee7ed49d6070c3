package dev.signalbox.agent.probe;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.time.NowSource;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP as transport and parser. Its transactions are not used: they go on sending to a dead
 * peer for 32 s, and a probe's deadline is its own.
 */
final class SipPort implements AutoCloseable {

    private static final AtomicLong STACKS = new AtomicLong();
    private static final String CONNECT_MILLIS_MAX = "2000";

    /** What comes in. Called on JAIN-SIP's threads; must not block. */
    interface Listener {
        void answered(SipAnswer answer);

        /** The far side hung up a call. */
        void hungUp(String callId, String farTag);
    }

    private final SipStackImpl stack;
    private final SipProvider provider;
    private final IpEndpoint local;
    private final MessageFactoryImpl messages = new MessageFactoryImpl();
    private final HeaderFactoryImpl headers = new HeaderFactoryImpl();

    private SipPort(SipStackImpl stack, SipProvider provider, IpEndpoint local) {
        this.stack = stack;
        this.provider = provider;
        this.local = local;
    }

    /**
     * Opens the port; its threads belong to the caller's thread group.
     *
     * @param tcp also for TCP
     * @throws IOException when the address is not this machine's or the port is taken, in words
     */
    static SipPort open(InetSocketAddress from, boolean tcp, Listener listener, NowSource clock)
            throws IOException {
        InetAddress address = from.getAddress();
        int port = from.getPort() == 0 ? freePort(address) : from.getPort();
        SipStackImpl stack = null;
        try {
            stack = new SipStackImpl(properties());
            String host = address.getHostAddress();
            SipProvider provider =
                    stack.createSipProvider(
                            stack.createListeningPoint(host, port, ListeningPoint.UDP));
            if (tcp) {
                provider.addListeningPoint(
                        stack.createListeningPoint(host, port, ListeningPoint.TCP));
            }
            SipPort opened = new SipPort(stack, provider, IpEndpoint.of(address, port));
            provider.addSipListener(opened.new Inbound(listener, clock));
            stack.start();
            return opened;
        } catch (SipException | InvalidArgumentException | TooManyListenersException e) {
            if (stack != null) {
                stack.stop();
            }
            throw new IOException("cannot open " + from + " for probes: " + e.getMessage(), e);
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "probe-" + STACKS.incrementAndGet());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty(
                "gov.nist.javax.sip.STACK_LOGGER", SilentStackLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.TRACE_LEVEL", "NONE");
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
        // Deliver on the receiving thread: the listener only puts into a queue.
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        properties.setProperty("gov.nist.javax.sip.CONNECTION_TIMEOUT", CONNECT_MILLIS_MAX);
        return properties;
    }

    /** JAIN-SIP refuses port 0. */
    private static int freePort(InetAddress address) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
            return socket.getLocalPort();
        }
    }

    /** Where answers come to. */
    IpEndpoint local() {
        return local;
    }

    /**
     * Sends once. UDP does not block; TCP may, while a connection is made.
     *
     * @throws IOException when it could not be sent
     */
    void send(SipRequest request) throws IOException {
        try {
            // The parser takes no body; setContent corrects the length.
            Request message = messages.createRequest(request.head() + "Content-Length: 0\r\n\r\n");
            if (!request.body().isEmpty()) {
                message.setContent(
                        request.body(), headers.createContentTypeHeader("application", "sdp"));
            }
            provider.sendRequest(message);
        } catch (ParseException e) {
            throw new IOException("not a SIP request: " + request.head(), e);
        } catch (SipException e) {
            throw new IOException("not sent: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stack.stop();
    }

    /** What JAIN-SIP delivers, in our words. */
    private final class Inbound implements SipListener {

        private final Listener listener;
        private final NowSource clock;

        Inbound(Listener listener, NowSource clock) {
            this.listener = listener;
            this.clock = clock;
        }

        @Override
        public void processResponse(ResponseEvent event) {
            Response response = event.getResponse();
            if (response.getHeader(CallIdHeader.NAME) instanceof CallIdHeader callId
                    && response.getHeader(CSeqHeader.NAME) instanceof CSeqHeader cseq) {
                listener.answered(
                        new SipAnswer(
                                callId.getCallId(),
                                cseq.getMethod(),
                                response.getStatusCode(),
                                toTag(response),
                                contact(response),
                                routes(response),
                                clock.now().nanos()));
            }
        }

        @Override
        public void processRequest(RequestEvent event) {
            // The port is no service: only a call of ours that the far side ends is dealt with.
            Request request = event.getRequest();
            if (!Request.BYE.equals(request.getMethod())) {
                return;
            }
            if (request.getHeader(CallIdHeader.NAME) instanceof CallIdHeader callId
                    && request.getHeader(FromHeader.NAME) instanceof FromHeader from) {
                listener.hungUp(callId.getCallId(), from.getTag() == null ? "" : from.getTag());
                try {
                    provider.sendResponse(messages.createResponse(Response.OK, request));
                } catch (SipException | ParseException e) {
                    // The far side repeats its BYE; there is nobody else to tell.
                    return;
                }
            }
        }

        @Override
        public void processTimeout(TimeoutEvent event) {}

        @Override
        public void processIOException(IOExceptionEvent event) {}

        @Override
        public void processTransactionTerminated(TransactionTerminatedEvent event) {}

        @Override
        public void processDialogTerminated(DialogTerminatedEvent event) {}
    }

    private static String toTag(Message message) {
        return message.getHeader(ToHeader.NAME) instanceof ToHeader to && to.getTag() != null
                ? to.getTag()
                : "";
    }

    private static @Nullable String contact(Message message) {
        return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
                        && contact.getAddress() != null
                        && contact.getAddress().getURI() instanceof SipURI uri
                        && numeric(uri)
                ? uri.toString()
                : null;
    }

    /** The route set; none of it when any part would need a look-up. */
    private static List<String> routes(Message message) {
        List<String> routes = new ArrayList<>();
        for (Iterator<?> all = message.getHeaders(RecordRouteHeader.NAME); all.hasNext(); ) {
            if (all.next() instanceof RecordRouteHeader route
                    && route.getAddress().getURI() instanceof SipURI uri
                    && numeric(uri)) {
                routes.add(route.getAddress().toString());
            } else {
                return List.of();
            }
        }
        return routes;
    }

    private static boolean numeric(SipURI uri) {
        try {
            String host = uri.getHost();
            return host != null
                    && !InetAddress.ofLiteral(host.replace("[", "").replace("]", ""))
                            .isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a port can send to {@code trunk} at all; why not in words, empty when it can. */
    static String obstacle(Trunk trunk, InetSocketAddress from) {
        boolean v4 = IpEndpoint.of(from.getAddress(), 0).isV4();
        return switch (trunk.transport()) {
            case TLS -> "TLS is not probed yet";
            case UDP, TCP ->
                    trunk.endpoint().isV4() == v4
                            ? ""
                            : "probes leave from " + (v4 ? "an IPv4" : "an IPv6") + " address";
        };
    }
}
