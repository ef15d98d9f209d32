package dev.headgate.local.assembly;

import java.util.Set;

/// Which types of resources an assembly may have. What neither serves requests nor stands in the list of those that have
/// nothing to do with it is not known, and refused: it could change what an API answers.
public final class ResourceTypes {
    /// Types that the emulators of APIs and functions read, to the last property.
    private static final Set<String> SERVING = Set.of(
            "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::ApiMapping", "AWS::ApiGatewayV2::Authorizer",
            "AWS::ApiGatewayV2::Deployment", "AWS::ApiGatewayV2::DomainName", "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Stage", "AWS::ApiGatewayV2::VpcLink",
            "AWS::ApiGateway::Account", "AWS::ApiGateway::Authorizer", "AWS::ApiGateway::Deployment",
            "AWS::ApiGateway::GatewayResponse", "AWS::ApiGateway::Method", "AWS::ApiGateway::Model",
            "AWS::ApiGateway::RequestValidator", "AWS::ApiGateway::Resource", "AWS::ApiGateway::RestApi",
            "AWS::ApiGateway::Stage", "AWS::ApiGateway::VpcLink",
            "AWS::Lambda::Alias", "AWS::Lambda::Function", "AWS::Lambda::Permission", "AWS::Lambda::Version");

    /// Types that no request meets: what watches, pays, permits or names.
    private static final Set<String> BESIDE = Set.of(
            "AWS::CDK::Metadata",
            "AWS::CertificateManager::Certificate",
            "AWS::CloudFront::Distribution", "AWS::CloudFront::OriginRequestPolicy",
            "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard",
            "AWS::CodeDeploy::Application", "AWS::CodeDeploy::DeploymentGroup",
            "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient", "AWS::Cognito::UserPoolDomain",
            "AWS::Cognito::UserPoolResourceServer",
            "AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table",
            "AWS::EC2::SecurityGroup",
            "AWS::Events::Rule",
            "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role",
            "AWS::KMS::Alias", "AWS::KMS::Key",
            // Of functions that a schedule invokes; nothing is served by it.
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Logs::Delivery", "AWS::Logs::DeliveryDestination", "AWS::Logs::DeliverySource",
            "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter", "AWS::Logs::ResourcePolicy",
            "AWS::Route53::HealthCheck", "AWS::Route53::RecordSet",
            "AWS::S3::Bucket", "AWS::S3::BucketPolicy",
            "AWS::SNS::Subscription", "AWS::SNS::Topic", "AWS::SNS::TopicPolicy",
            "AWS::SQS::Queue", "AWS::SQS::QueuePolicy",
            "AWS::SSM::Parameter",
            "AWS::Scheduler::Schedule",
            "AWS::SecretsManager::Secret",
            "AWS::WAFv2::IPSet", "AWS::WAFv2::LoggingConfiguration", "AWS::WAFv2::WebACL",
            "AWS::WAFv2::WebACLAssociation",
            "AWS::XRay::SamplingRule");

    private ResourceTypes() {}

    /// Whether the emulator reads it.
    static boolean serves(String type) {
        return SERVING.contains(type);
    }

    /// Whether the emulator knows what it is for.
    static boolean isKnown(String type) {
        return SERVING.contains(type) || BESIDE.contains(type);
    }
}
