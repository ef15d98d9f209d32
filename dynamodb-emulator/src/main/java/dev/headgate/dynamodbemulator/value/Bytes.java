package dev.headgate.dynamodbemulator.value;

import java.util.Arrays;
import java.util.Base64;

/// Bytes with value equality, ordered as unsigned. Immutable: copies on the way in and never hands its array out.
public final class Bytes implements Comparable<Bytes> {
    private final byte[] octets;

    public Bytes(byte[] octets) {
        this.octets = octets.clone();
    }

    public int length() {
        return octets.length;
    }

    public boolean startsWith(Bytes prefix) {
        return octets.length >= prefix.octets.length
                && Arrays.equals(octets, 0, prefix.octets.length, prefix.octets, 0, prefix.octets.length);
    }

    public boolean contains(Bytes part) {
        for (int i = 0; i <= octets.length - part.octets.length; i++) {
            if (Arrays.equals(octets, i, i + part.octets.length, part.octets, 0, part.octets.length)) {
                return true;
            }
        }
        return false;
    }

    /// These bytes followed by a number of 0xFF, the largest octet.
    public Bytes paddedWithLargest(int count) {
        byte[] padded = Arrays.copyOf(octets, octets.length + count);
        Arrays.fill(padded, octets.length, padded.length, (byte) 0xFF);
        return new Bytes(padded);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(octets, other.octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return base64();
    }
}
