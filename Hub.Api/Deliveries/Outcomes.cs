using Hub.Api.Http;
using Hub.Core.Deliveries;

namespace Hub.Api.Deliveries;

/// <summary>Outcomes by which deliveries are found: one that there is not would find none, and look like nothing had failed.</summary>
internal static class Outcomes
{
    public static ApiProblem? Problem(string? outcome) =>
        outcome is null || OutcomeTexts.Names.Contains(outcome) ? null : ApiProblem.Invalid("outcome", FieldTexts.OneOf(OutcomeTexts.Names));
}
