namespace Hub.Core.Automation;

/// <summary>What a rule is to be. Of a change, what is null stays as it is.</summary>
public sealed record RuleDraft
{
    public string? Name { get; init; }

    public RuleTrigger? Trigger { get; init; }

    public RuleState? State { get; init; }

    public int? Position { get; init; }

    public bool? Stops { get; init; }

    public int? CoolDownMinutes { get; init; }

    public RuleConditions? Conditions { get; init; }

    public IReadOnlyList<RuleAction>? Actions { get; init; }

    public override string ToString() => "RuleDraft";

    internal void Fill(Rule row)
    {
        row.Name = Name ?? row.Name;
        row.Trigger = Trigger ?? row.Trigger;
        row.State = State ?? row.State;
        row.Position = Position ?? row.Position;
        row.Stops = Stops ?? row.Stops;
        row.CoolDownMinutes = CoolDownMinutes ?? row.CoolDownMinutes;
        row.Conditions = Conditions is null ? row.Conditions : RuleJson.Write(Conditions);
        row.Actions = Actions is null ? row.Actions : RuleJson.Write(Actions);
    }

    /// <summary>A rule that stands nowhere, for a back-test.</summary>
    internal Rule ToRule(Guid workspace, RuleKind kind)
    {
        var row = New(workspace, Guid.Empty, kind);
        Fill(row);
        row.State = RuleState.On;
        return row;
    }

    internal static Rule New(Guid workspace, Guid id, RuleKind kind) => new()
    {
        WorkspaceId = workspace,
        Id = id,
        Kind = kind,
        Trigger = RuleActions.TriggersOf(kind)[0],
        Name = "",
        Conditions = RuleJson.Write(new RuleConditions()),
        Actions = "[]",
    };
}
