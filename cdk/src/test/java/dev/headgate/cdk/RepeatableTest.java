package dev.headgate.cdk;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.Map;

/// Two syntheses of the same files are the same, octet for octet: nothing is written in the order of a map that has another
/// one in every process.
@AnalyzeClasses(packages = "dev.headgate.cdk", importOptions = ImportOption.DoNotIncludeTests.class)
class RepeatableTest {
    @ArchTest
    static final ArchRule maps_have_an_order = noClasses().should()
            .callCodeUnitWhere(target(owner(JavaClass.Predicates.type(Map.class))).and(target(name("of")))
                    .and(hasTwoEntries()))
            .orShould().callMethod(Map.class, "copyOf", Map.class).orShould().callMethod(Map.class, "ofEntries",
                    Map.Entry[].class)
            .orShould().callConstructor(HashMap.class);

    private static DescribedPredicate<JavaCall<?>> hasTwoEntries() {
        return DescribedPredicate.describe("has two entries or more",
                call -> call.getTarget().getRawParameterTypes().size() > 2);
    }
}
