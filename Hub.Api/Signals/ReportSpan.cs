using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Api.Signals;

/// <summary>Over which time a report counts: the query of every report.</summary>
/// <param name="From">30 days before the end by default.</param>
/// <param name="To">Not itself a part; now by default.</param>
public sealed record ReportSpan([FromQuery] DateTimeOffset? From, [FromQuery] DateTimeOffset? To)
{
    private const int MostDays = 366;
    private const int UsualDays = 30;
    internal const int EarliestYear = 2000;
    internal const int LatestYear = 2200;
    private static readonly LocalizedText Wrong = new(
        $"Enter a time before the end, at most {MostDays} days.", $"Nhập thời điểm trước lúc kết thúc, tối đa {MostDays} ngày.");

    /// <returns>What is wrong, or null.</returns>
    internal ApiProblem? Check(DateTimeOffset now, out Span span)
    {
        var to = To ?? now;
        if (to.Year is < EarliestYear or > LatestYear)
        {
            span = default!;
            return ApiProblem.Invalid("to", Wrong);
        }

        span = new Span(From ?? to.AddDays(-UsualDays), to);
        return span.From < span.To && span.To - span.From <= TimeSpan.FromDays(MostDays) ? null : ApiProblem.Invalid("from", Wrong);
    }
}
