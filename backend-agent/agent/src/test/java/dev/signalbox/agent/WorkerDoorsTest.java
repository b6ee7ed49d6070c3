package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.act.RouteBoard;
import dev.signalbox.agent.wire.HttpDoor;
import org.junit.jupiter.api.Test;

class WorkerDoorsTest {

    @Test
    void workersThatWaitForARouteLeaveRoomForOutcomes() {
        assertThat(HttpDoor.REQUESTS_MAX - RouteBoard.WAITERS_MAX).isGreaterThanOrEqualTo(100);
    }
}
