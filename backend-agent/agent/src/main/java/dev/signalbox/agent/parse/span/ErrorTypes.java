package dev.signalbox.agent.parse.span;

import dev.signalbox.model.ai.CallResult;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, from {@code error.type} (OpenTelemetry: an HTTP status or the name of an
 * exception) and {@code http.response.status_code}. What is not in the table failed and did not say
 * how.
 */
final class ErrorTypes {

    /** Names without their package, case, punctuation, and the endings "error" and "exception". */
    private static final Map<String, CallResult> WORDS = new HashMap<>();

    static {
        is(CallResult.TIMEOUT, "timeout", "timedout", "apitimeout", "readtimeout", "writetimeout");
        is(CallResult.TIMEOUT, "pooltimeout", "sockettimeout", "sockettimedout", "httptimeout");
        is(CallResult.TIMEOUT, "deadlineexceeded", "requesttimeout", "servertimeout");
        is(CallResult.CONNECTION, "connection", "apiconnection", "connect", "connectionrefused");
        is(CallResult.CONNECTION, "connectionreset", "connectionaborted", "connectionclosed");
        is(CallResult.CONNECTION, "connectiontimeout", "connecttimeout", "clientconnector");
        is(
                CallResult.CONNECTION,
                "clientconnection",
                "clientos",
                "serverdisconnected",
                "brokenpipe");
        is(CallResult.CONNECTION, "remoteprotocol", "incompleteread", "gai", "nameresolution");
        is(CallResult.CONNECTION, "unknownhost", "noroutetohost", "ssl", "network", "dns");
        is(CallResult.CONNECTION, "clientconnectordns", "connectionclosederror", "websocketclosed");
        is(CallResult.QUOTA, "ratelimit", "ratelimited", "ratelimitexceeded", "toomanyrequests");
        is(CallResult.QUOTA, "quota", "quotaexceeded", "insufficientquota", "resourceexhausted");
        is(CallResult.QUOTA, "throttling", "throttled", "limitexceeded");
        is(CallResult.SERVER_ERROR, "internalserver", "internal", "server", "serviceunavailable");
        is(CallResult.SERVER_ERROR, "unavailable", "overloaded", "badgateway", "gatewaytimeout");
        is(CallResult.SERVER_ERROR, "servererror", "apiinternal", "modeloverloaded");
        is(CallResult.CLIENT_ERROR, "badrequest", "invalidrequest", "invalidargument", "notfound");
        is(CallResult.CLIENT_ERROR, "authentication", "unauthenticated", "unauthorized");
        is(CallResult.CLIENT_ERROR, "permissiondenied", "forbidden", "unprocessableentity");
        is(CallResult.CLIENT_ERROR, "contextlengthexceeded", "contentfilter", "conflict");
        is(CallResult.CANCELLED, "cancelled", "canceled", "cancellation", "aborted", "abort");
        is(CallResult.CANCELLED, "interrupted", "usercancelled");
    }

    private ErrorTypes() {}

    /**
     * The result of a span.
     *
     * @param failed its status is ERROR
     * @param errorType null when it has none
     * @param status HTTP status, or 0
     */
    static CallResult of(boolean failed, @Nullable String errorType, int status) {
        CallResult byStatus = ofStatus(status);
        if (byStatus != CallResult.OK) {
            return byStatus;
        }
        if (errorType != null) {
            return ofType(errorType);
        }
        return failed ? CallResult.OTHER_ERROR : CallResult.OK;
    }

    private static CallResult ofType(String type) {
        if (type.length() == 3 && type.chars().allMatch(c -> c >= '0' && c <= '9')) {
            CallResult result = ofStatus(Integer.parseInt(type));
            return result == CallResult.OK ? CallResult.OTHER_ERROR : result;
        }
        String word =
                type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf(':')) + 1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]", "");
        String bare = word.replaceFirst("(error|exception)$", "");
        return WORDS.getOrDefault(bare, WORDS.getOrDefault(word, CallResult.OTHER_ERROR));
    }

    /** RFC 9110 section 15; 429 is RFC 6585. Below 400, and 0 for none, is no failure. */
    private static CallResult ofStatus(int status) {
        return switch (status) {
            case 429 -> CallResult.QUOTA;
            case 408 -> CallResult.TIMEOUT;
            case 499 -> CallResult.CANCELLED;
            default -> {
                if (status >= 500 && status <= 599) {
                    yield CallResult.SERVER_ERROR;
                }
                yield status >= 400 && status <= 499 ? CallResult.CLIENT_ERROR : CallResult.OK;
            }
        };
    }

    private static void is(CallResult result, String... words) {
        for (String word : words) {
            WORDS.put(word, result);
        }
    }
}
