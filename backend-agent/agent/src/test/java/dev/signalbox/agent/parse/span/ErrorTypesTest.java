package dev.signalbox.agent.parse.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.CallResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTypesTest {

    @ParameterizedTest
    @CsvSource({
        "500, SERVER_ERROR",
        "503, SERVER_ERROR",
        "504, SERVER_ERROR",
        "429, QUOTA",
        "408, TIMEOUT",
        "401, CLIENT_ERROR",
        "400, CLIENT_ERROR",
        "499, CANCELLED",
        "200, OTHER_ERROR",
        "timeout, TIMEOUT",
        "TimeoutError, TIMEOUT",
        "asyncio.TimeoutError, TIMEOUT",
        "openai.APITimeoutError, TIMEOUT",
        "httpx.ReadTimeout, TIMEOUT",
        "DEADLINE_EXCEEDED, TIMEOUT",
        "connection_error, CONNECTION",
        "APIConnectionError, CONNECTION",
        "ConnectionRefusedError, CONNECTION",
        "java.net.UnknownHostException, CONNECTION",
        "socket.gaierror, CONNECTION",
        "aiohttp.ClientConnectorError, CONNECTION",
        "ConnectTimeout, CONNECTION",
        "RateLimitError, QUOTA",
        "RESOURCE_EXHAUSTED, QUOTA",
        "insufficient_quota, QUOTA",
        "InternalServerError, SERVER_ERROR",
        "overloaded_error, SERVER_ERROR",
        "UNAVAILABLE, SERVER_ERROR",
        "server_error, SERVER_ERROR",
        "AuthenticationError, CLIENT_ERROR",
        "BadRequestError, CLIENT_ERROR",
        "asyncio.CancelledError, CANCELLED",
        "APIStatusError, OTHER_ERROR",
        "ValueError, OTHER_ERROR",
        "_OTHER, OTHER_ERROR"
    })
    void errorTypeSaysHowACallEnded(String errorType, CallResult expected) {
        assertThat(ErrorTypes.of(true, errorType, 0)).isEqualTo(expected);
    }

    @Test
    void httpStatusOutranksTheNameOfAnException() {
        assertThat(ErrorTypes.of(true, "APIStatusError", 503)).isEqualTo(CallResult.SERVER_ERROR);
        assertThat(ErrorTypes.of(false, null, 429)).isEqualTo(CallResult.QUOTA);
    }

    @Test
    void aFailedStatusThatSaysNoMoreIsAnOtherError() {
        assertThat(ErrorTypes.of(true, null, 0)).isEqualTo(CallResult.OTHER_ERROR);
        assertThat(ErrorTypes.of(true, null, 200)).isEqualTo(CallResult.OTHER_ERROR);
        assertThat(ErrorTypes.of(false, null, 200)).isEqualTo(CallResult.OK);
    }
}
