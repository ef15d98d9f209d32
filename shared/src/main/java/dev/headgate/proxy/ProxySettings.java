package dev.headgate.proxy;

/// What a gateway may be told about its backend calls, beside what the configuration's services say.
///
/// @param clientAddress whose forwarding fields are believed
/// @param answerBytesMax the largest content that is read of an answer, in bytes
public record ProxySettings(ClientAddress clientAddress, int answerBytesMax) {
    /// What Lambda can hand over in one answer (AWS Lambda quotas, synchronous invocation payload, 6 MB): more content
    /// than this never reaches a client, whatever becomes of it here.
    public static final int LAMBDA_PAYLOAD_BYTES_MAX = 6_291_556;

    /// Kong's: nobody is believed; and Lambda's limit.
    public static final ProxySettings DEFAULT = new ProxySettings(ClientAddress.OF_PEER, LAMBDA_PAYLOAD_BYTES_MAX);
}
