package dev.signalbox.world.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts three children, as the demo does, says their process ids, and stays. */
final class Parent {

    private Parent() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bystander.class.getName());
        Supervisor supervisor = new Supervisor(_ -> {}, Duration.ofSeconds(3));
        for (int i = 0; i < 3; i++) {
            Path log = directory.resolve("child" + i + ".log");
            ChildProcess child =
                    supervisor.run(
                            () -> ChildProcess.start("child", command, directory, log, _ -> {}));
            System.out.println(child.pid());
        }
        System.out.println("ready");
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
