package dev.signalbox.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * The house has one corridor: stages import the model, never each other, and pure stages stay pure.
 */
@AnalyzeClasses(
        packages = "dev.signalbox.agent",
        importOptions = ImportOption.DoNotIncludeTests.class)
class CorridorTest {

    private static final String ROOT = "dev.signalbox.agent.";
    private static final List<String> STAGES =
            List.of(
                    "wire", "parse", "probe", "measure", "decide", "journal", "act", "stream",
                    "config", "quorum", "peer", "record", "trust");
    private static final String[] PURE = {ROOT + "parse..", ROOT + "measure..", ROOT + "decide.."};

    @ArchTest
    static final ArchRule STAGES_NEVER_IMPORT_EACH_OTHER =
            classes()
                    .that(
                            resideInAnyPackage(
                                    STAGES.stream()
                                            .map(s -> ROOT + s + "..")
                                            .toArray(String[]::new)))
                    .should(notImportAnotherStage());

    @ArchTest
    static final ArchRule PURE_STAGES_KNOW_NO_OUTSIDE_WORLD =
            noClasses()
                    .that(resideInAnyPackage(PURE))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.io..",
                                            "java.nio.channels..",
                                            "java.nio.file..",
                                            "java.net..",
                                            "java.sql..",
                                            "java.util.concurrent..",
                                            "java.util.logging..",
                                            "org.slf4j..",
                                            "io.grpc..",
                                            "javax.sip..",
                                            "javafx..")
                                    .or(JavaClass.Predicates.assignableTo(System.Logger.class))
                                    .or(JavaClass.Predicates.assignableTo(Thread.class))
                                    .or(JavaClass.Predicates.assignableTo(Clock.class)));

    @ArchTest
    static final ArchRule TIME_IS_AN_ARGUMENT =
            noClasses()
                    .that(resideInAnyPackage(PURE))
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(dev.signalbox.model.time.NowSource.class, "now");

    @ArchTest
    static final ArchRule THE_AGENT_KNOWS_NO_SCREEN_AND_NO_WORLD =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "javafx..",
                                    "dev.signalbox.world..",
                                    "dev.signalbox.console..",
                                    "dev.signalbox.ctl..",
                                    "dev.signalbox.dashboards.."));

    @ArchTest
    static final ArchRule DATABASES_ARE_KNOWN_TO_JOURNAL_AND_RECORDER_ONLY =
            noClasses()
                    .that(not(resideInAnyPackage(ROOT + "journal..", ROOT + "record..")))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("java.sql..", "org.sqlite.."));

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
            classes()
                    .should(
                            new ArchCondition<>("live in a @NullMarked package") {
                                @Override
                                public void check(JavaClass type, ConditionEvents events) {
                                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        type, type.getPackageName()));
                                    }
                                }
                            });

    private static ArchCondition<JavaClass> notImportAnotherStage() {
        return new ArchCondition<>("not import another stage") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = stageOf(type.getPackageName());
                type.getDirectDependenciesFromSelf().stream()
                        .filter(
                                d ->
                                        d.getTargetClass()
                                                .getPackageName()
                                                .startsWith("dev.signalbox.agent"))
                        .filter(d -> !stageOf(d.getTargetClass().getPackageName()).equals(own))
                        .forEach(
                                d ->
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        type, d.getDescription())));
            }
        };
    }

    private static String stageOf(String packageName) {
        return Arrays.stream((packageName + "...").split("\\.", -1)).skip(3).findFirst().orElse("");
    }
}
