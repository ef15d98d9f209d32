package dev.headgate.cdk;

import java.util.List;
import java.util.stream.IntStream;

/// The statuses of answers that are registered with IANA, without those of interim answers: an HTTP API changes answers
/// status by status
/// ([HTTP Status Code Registry](https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml)).
final class RegisteredStatuses {
    /// In order.
    static final List<Integer> ALL = IntStream.of(200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303,
            304, 305, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416,
            417,
            421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511)
            .boxed().toList();

    private RegisteredStatuses() {}
}
