using Hub.Core.Automation;
using Hub.Core.Text;

namespace Hub.Api.Automation;

/// <summary>What a rule is to be. In a change, what is left out stays as it is.</summary>
/// <param name="Position">The lower one comes first among those of its kind.</param>
/// <param name="Stops">When it has acted, those of its kind behind it are not asked.</param>
/// <param name="CoolDownMinutes">So long it does not answer the same contact again.</param>
public record RuleChangeRequest(
    string? Name, RuleTrigger? Trigger, RuleState? State, int? Position, bool? Stops, int? CoolDownMinutes, RuleConditions? Conditions,
    IReadOnlyList<RuleAction>? Actions)
{
    public RuleDraft ToDraft() => new()
    {
        Name = Name?.Trim(),
        Trigger = Trigger,
        State = State,
        Position = Position,
        Stops = Stops,
        CoolDownMinutes = CoolDownMinutes,
        Conditions = Conditions is null ? null : Sound(Conditions),
        Actions = Actions?.Select(action => action with { Text = action.Text is null ? null : SafeText.Clean(action.Text).Trim() }).ToList(),
    };

    public override string ToString() => "RuleRequest";

    private static RuleConditions Sound(RuleConditions given) => given with
    {
        Any = Words(given.Any),
        All = Words(given.All),
        None = Words(given.None),
        ChoiceIds = [.. (given.ChoiceIds ?? []).Distinct(StringComparer.Ordinal)],
        Pattern = string.IsNullOrWhiteSpace(given.Pattern) ? null : given.Pattern,
        Languages = [.. (given.Languages ?? []).Distinct()],
        ConnectionIds = [.. (given.ConnectionIds ?? []).Distinct()],
        TeamIds = [.. (given.TeamIds ?? []).Distinct()],
        LabelIds = [.. (given.LabelIds ?? []).Distinct()],
        Statuses = [.. (given.Statuses ?? []).Distinct()],
        ContactIds = [.. (given.ContactIds ?? []).Distinct()],
    };

    private static IReadOnlyList<string> Words(IReadOnlyList<string>? terms) =>
        [.. (terms ?? []).Select(term => SafeText.Clean(term).Trim()).Distinct(StringComparer.Ordinal)];
}

/// <summary>A rule that is not there yet.</summary>
public sealed record RuleRequest(
    RuleKind? Kind, string? Name, RuleTrigger? Trigger, RuleState? State, int? Position, bool? Stops, int? CoolDownMinutes,
    RuleConditions? Conditions, IReadOnlyList<RuleAction>? Actions)
    : RuleChangeRequest(Name, Trigger, State, Position, Stops, CoolDownMinutes, Conditions, Actions)
{
    public override string ToString() => "RuleRequest";
}
