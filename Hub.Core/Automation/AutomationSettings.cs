using Hub.Core.Hours;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Automation;

/// <summary>A workspace's one row: what holds for all its rules, and the stamp by which every process sees that something has changed.</summary>
public sealed class AutomationSettings
{
    public Guid WorkspaceId { get; set; }

    /// <summary>Rises with every change of a rule or of the policy, in the same transaction.</summary>
    public int Version { get; set; }

    /// <summary><see cref="AutomationPolicy"/> as JSON.</summary>
    public required string Policy { get; set; }
}

/// <summary>What all automatic answers keep to.</summary>
public sealed record AutomationPolicy
{
    /// <summary>An older message, of a backfill or after an outage, is not answered.</summary>
    public int AnswerWithinMinutes { get; init; } = 30;

    /// <summary>So long after somebody of the business has written, nothing is answered automatically in that conversation.</summary>
    public int QuietAfterPersonMinutes { get; init; } = 10;

    /// <summary>More automatic answers than this in one conversation within <see cref="LoopMinutes"/>, and automation stops there.</summary>
    public int LoopMessages { get; init; } = 10;

    public int LoopMinutes { get; init; } = 10;

    /// <summary>
    /// Programs that write or change something more often than this in one conversation within <see cref="LoopMinutes"/> set off no more rules
    /// there, and are not called by them: automation stops.
    /// </summary>
    public int LoopTurns { get; init; } = 20;

    /// <summary>The business's; null: it never closes.</summary>
    public HoursDraft? Hours { get; init; }

    /// <summary>Of teams that keep other hours than the business.</summary>
    public IReadOnlyDictionary<Guid, HoursDraft> TeamHours { get; init; } = new Dictionary<Guid, HoursDraft>();

    /// <summary>By connection; for others <see cref="AutomationBudget.Usual"/>. Matters where the channel has a quota.</summary>
    public IReadOnlyDictionary<Guid, AutomationBudget> Budgets { get; init; } = new Dictionary<Guid, AutomationBudget>();

    public AutomationBudget BudgetOf(Guid connection) => Budgets.GetValueOrDefault(connection) ?? AutomationBudget.Usual;
}

/// <param name="Most">Automatic messages in one window.</param>
/// <param name="Reserve">The last messages of a window, which are people's.</param>
public sealed record AutomationBudget(int Most, int Reserve)
{
    public static AutomationBudget Usual { get; } = new(5, 3);
}

internal sealed class AutomationSettingsConfiguration : IEntityTypeConfiguration<AutomationSettings>
{
    public void Configure(EntityTypeBuilder<AutomationSettings> settings) => settings.HasKey(row => row.WorkspaceId);
}
