package dev.signalbox.world.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class JvmProbeTest {

    @Test
    void afterACollectionWhatLivesIsInTheOldSpace() throws Exception {
        String told =
                """
                4711:
                DefNew     total 116224K, used 44634K [0x00000000e7000000, 0x00000000ef550000)
                 eden space 103360K,  42% used [0x00000000e7000000, 0x00000000ed4f0000)
                Tenured    total 258048K, used 43009K [0x00000000ef550000, 0x0000000100000000)
                 the  space 258048K,  16% used [0x00000000ef550000, 0x0000000100000000)
                """;
        assertThat(JvmProbe.usedMiB(told)).isEqualTo(42);
    }

    @Test
    void anotherCollectorIsNotGuessed() {
        assertThatThrownBy(() -> JvmProbe.usedMiB("garbage-first heap total 1K, used 1K"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("garbage-first");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSocketNobodyReadsDropsAndTheSystemTells() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket sender = new DatagramSocket()) {
            deaf.setReceiveBufferSize(4_096);
            InetSocketAddress to = (InetSocketAddress) deaf.getLocalSocketAddress();
            assertThat(UdpDrops.of(to)).isZero();
            byte[] much = new byte[2_048];
            for (int i = 0; i < 200; i++) {
                sender.send(new DatagramPacket(much, much.length, to));
            }
            assertThat(UdpDrops.of(to)).isPositive();
        }
    }
}
