package dev.headgate.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows between modules and packages, as docs/architecture.md draws them.
@AnalyzeClasses(
        packages = "dev.headgate",
        importOptions = {DoNotIncludeTests.class,
                ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    /// Tests of another module, which may use more than the code that they test.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] SHELLS = {"dev.headgate.lambda..", "dev.headgate.functions..",
            "dev.headgate.authorizer..",
            "dev.headgate.local..", "dev.headgate.dynamodbemulator.."};

    @ArchTest
    static final ArchRule SHARED_CODE_KNOWS_NO_SHELL = noClasses().that().resideOutsideOfPackages(SHELLS).should()
            .dependOnClassesThat().resideInAnyPackage(SHELLS);

    @ArchTest
    static final ArchRule SHARED_CODE_KNOWS_NO_RUNTIME = noClasses().that().resideOutsideOfPackages(SHELLS).should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.amazonaws..", "io.netty..", "picocli..", "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule AWS_SDK_STAYS_BEHIND_THE_STORES = noClasses().that()
            .resideOutsideOfPackages("dev.headgate.ratelimit.dynamodb..", "dev.headgate.cache.dynamodb..",
                    "dev.headgate.health.dynamodb..",
                    "dev.headgate.identity.keys..",
                    "dev.headgate.tables..", "dev.headgate.environment..", "dev.headgate.snapshot..",
                    "dev.headgate.aws..",
                    "dev.headgate.functions..", "dev.headgate.authorizer..", "dev.headgate.local..")
            .should().dependOnClassesThat().resideInAnyPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule CALLS_TO_AWS_STAND_ALONE = noClasses().that().resideInAPackage("dev.headgate.aws..").should()
            .dependOnClassesThat(ourClassesOutside("dev.headgate.aws..", "dev.headgate.http..", "dev.headgate.web.."));

    @ArchTest
    static final ArchRule HTTP_VALUES_STAND_ALONE = noClasses().that().resideInAPackage("dev.headgate.http..").should()
            .dependOnClassesThat(ourClassesOutside("dev.headgate.http.."));

    @ArchTest
    static final ArchRule LIMITS_STAND_ALONE = noClasses().that().resideInAPackage("dev.headgate.ratelimit..").should()
            .dependOnClassesThat(ourClassesOutside("dev.headgate.ratelimit.."));

    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_ONLY_PLACES = noClasses().that().resideInAPackage("dev.headgate.model..")
            .should()
            .dependOnClassesThat().resideInAnyPackage("dev.headgate.config..", "dev.headgate.schema..",
                    "dev.headgate.routing..", "dev.headgate.plugin..", "dev.headgate.identity..",
                    "dev.headgate.event..",
                    "dev.headgate.proxy..", "dev.headgate.router..", "dev.headgate.ratelimit..");

    @ArchTest
    static final ArchRule EVENTS_STAY_AT_THE_EDGE = noClasses().that()
            .resideInAnyPackage("dev.headgate.routing..", "dev.headgate.plugin..", "dev.headgate.identity..",
                    "dev.headgate.proxy..", "dev.headgate.router..", "dev.headgate.config..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.headgate.event..");

    private static DescribedPredicate<JavaClass> ourClassesOutside(String... packages) {
        return resideInAPackage("dev.headgate..").and(DescribedPredicate.not(resideInAnyPackage(packages)));
    }

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES = slices().matching("dev.headgate.(*)..").should().beFreeOfCycles();
}
