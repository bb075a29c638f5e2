using Hub.Core.Automation;

namespace Hub.Api.Automation;

/// <param name="IsBroken">It cannot be read and is passed over: save it again.</param>
/// <param name="Done">How often it acted within seven days, was held back, and failed.</param>
public sealed record RuleResponse(
    Guid Id, RuleKind Kind, RuleTrigger Trigger, string Name, RuleState State, int Position, bool Stops, int CoolDownMinutes,
    RuleConditions Conditions, IReadOnlyList<RuleAction> Actions, bool IsBroken, int Done, int Held, int Failed, DateTimeOffset ChangedAt)
{
    public static RuleResponse Of(RuleCard card)
    {
        var row = card.Rule;
        return new RuleResponse(
            row.Id, row.Kind, row.Trigger, row.Name, row.State, row.Position, row.Stops, row.CoolDownMinutes, card.Conditions, card.Actions,
            card.IsBroken, card.Done, card.Held, card.Failed, row.ChangedAt);
    }

    public override string ToString() => $"RuleResponse({Id})";
}
