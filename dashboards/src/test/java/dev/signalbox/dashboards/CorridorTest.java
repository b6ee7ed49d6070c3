package dev.signalbox.dashboards;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import javafx.application.Platform;

@AnalyzeClasses(
        packages = "dev.signalbox.dashboards",
        importOptions = ImportOption.DoNotIncludeTests.class)
class CorridorTest {

    @ArchTest
    static final ArchRule ONE_DOOR_TO_THE_FX_THREAD =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..dashboards.fx..")
                    .should()
                    .callMethod(Platform.class, "runLater", Runnable.class);

    @ArchTest
    static final ArchRule NO_NETWORK =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.grpc..",
                            "dev.signalbox.v1..",
                            "java.net.http..",
                            "java.nio.channels..")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Socket.class, ServerSocket.class, DatagramSocket.class)
                    .as("dashboards know no network");

    @ArchTest
    static final ArchRule A_SCREEN_NEVER_IMPORTS_ANOTHER =
            slices().matching("..dashboards.screen.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule PARTS_KNOW_NO_SCREEN =
            noClasses()
                    .that()
                    .resideInAnyPackage("..dashboards.part..", "..dashboards.look..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..dashboards.screen..", "..dashboards.shell..");

    @ArchTest
    static final ArchRule WORDS_AND_HISTORY_NEED_NO_TOOLKIT =
            classes()
                    .that()
                    .resideInAnyPackage("..dashboards.words..", "..dashboards.part.history..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "dev.signalbox.model..",
                            "..dashboards.words..",
                            "..dashboards.part.history..");
}
