using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;

namespace Hub.Api.Connections;

/// <summary>What an outside system answered to something that a person asked of it, as a problem: the kind of refusal, the way on, the vendor's own words.</summary>
internal static class VendorProblem
{
    private const string NotActive = "connection_not_active";

    public static ApiProblem Of(Outcome outcome)
    {
        var (text, because) = (OutcomeTexts.Find(outcome.GetType().Name)!, outcome.Because);
        var type = ProblemTypes.Refused with { Code = because?.Code is NotActive ? NotActive : "vendor_refused", Title = because?.Words ?? text.Reason };
        var words = because is null || because.Code is NotActive ? "" : $" ({because.Code}{(because.Detail is { } detail ? ": " + detail : "")})";
        return new ApiProblem(type, new LocalizedText(text.WayOn.En + words, text.WayOn.Vi + words));
    }
}
