using System.Globalization;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// TikTok's return codes as outcomes. Names are those of the vendor's SDK (tiktok-business-api-sdk, tiktok_code.py); failures arrive as
/// HTTP 200 with <c>code</c> other than 0.
/// </summary>
internal static class TikTokErrors
{
    private static readonly Dictionary<long, string> Names = new()
    {
        [20001] = "PARTIAL_OK",
        [40000] = "INVALID_PARAMS",
        [40001] = "PERMISSION_ERROR",
        [40002] = "PARAM_ERROR",
        [40003] = "FORBIDDEN",
        [40007] = "NOT_EXIST",
        [40008] = "NOT_IMPL",
        [40016] = "BIZ_FC_ERROR",
        [40050] = "DUPLICATED_REQUEST",
        [40061] = "INVALID_BATCH_SIZE",
        [40062] = "PII_NOT_HASHED",
        [40100] = "REQUEST_TOO_FREQUENT",
        [40102] = "ACCESS_TOKEN_EXPIRE",
        [40103] = "REFRESH_TOKEN_EXPIRE",
        [40104] = "ACCESS_TOKEN_EMPTY",
        [40105] = "INVALID_ACCESS_TOKEN",
        [40107] = "INVALID_REFRESH_TOKEN",
        [40108] = "INVALID_GRANT_TYPE",
        [40110] = "AUTH_CODE_ERROR",
        [40113] = "APP_FORBIDDEN",
        [40117] = "APP_METHOD_FORBIDDEN",
        [40118] = "NOT_IN_WHITELIST",
        [40130] = "SCOPE_NOT_AUTHORIZED",
        [40131] = "SCOPE_TT_USER_OAUTH_FAILED",
        [40132] = "REQUEST_FREQUENCY_LIMITED",
        [40202] = "WRITE_CONFLICT",
        [40300] = "ADVERTISER_NOT_EXIST",
        [40400] = "ROUTE_NOT_FOUND",
        [40700] = "RPC_VALIDATION",
        [40900] = "SIGNATURE",
        [40906] = "FILE_EMPTY",
        [40907] = "FILE_TOO_LARGE",
        [40908] = "FILE_TYPE_ERROR",
        [41000] = "BLOCKED",
        [50000] = "SYS_ERROR",
        [50002] = "SYS_TIMEOUT",
        [51010] = "INTERNAL_TIMEOUT",
        [51065] = "TTOP_SERVICE",
        [60001] = "MAINTENANCE",
        [61000] = "TOO_MANY_REQUESTS_BL",
        [70001] = "INVALID_BIZ_AUTH_TYPE",
    };

    /// <param name="connector">Prefix of the reason code.</param>
    /// <param name="words">What TikTok said; null when it may hold something private.</param>
    public static Outcome Classify(
        string connector, long code, string? words, string? requestId, Repeatable repeatable, TimeSpan? retryAfter)
    {
        var reason = new Reason($"{connector}/{code.ToString(CultureInfo.InvariantCulture)}", Detail(code, words, requestId));
        return code switch
        {
            40050 => new Outcome.Duplicate(),
            40016 or 40100 or 40132 or 40133 or 61000 => new Outcome.Throttled(retryAfter, ThrottleScope.Connection, reason),
            40102 or 40104 or 40105 => new Outcome.AuthExpired(reason),
            40103 or 40107 or 40130 or 40131 => new Outcome.AuthRevoked(reason),
            40001 or 40062 or 40113 or 40117 or 40118 or 40300 or 70001 => new Outcome.Misconfigured(reason),
            40202 or 60001 => new Outcome.Transient(reason),
            // The service behind the API failed or timed out: nothing says how far a send had come.
            >= 50_000 and < 60_000 => repeatable == Repeatable.Yes ? new Outcome.Transient(reason) : new Outcome.Unknown(reason),
            _ => new Outcome.Rejected(reason),
        };
    }

    private static string Detail(long code, string? words, string? requestId) =>
        string.Join("; ", new[] { Names.GetValueOrDefault(code), words, requestId is null ? null : "request " + requestId }
            .Where(part => part is not null));
}
