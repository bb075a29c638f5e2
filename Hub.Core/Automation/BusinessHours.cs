using Hub.Connectors.Abstractions;
using Hub.Core.Hours;

namespace Hub.Core.Automation;

/// <summary>When the business and its teams are open, ready to be asked.</summary>
public sealed class BusinessHours
{
    private readonly Dictionary<Guid, WeeklyHours> _teams = [];
    private readonly WeeklyHours? _all;

    private BusinessHours(AutomationPolicy policy, string homeZone, List<SettingProblem> problems)
    {
        _all = policy.Hours is null ? null : Read(policy.Hours, "hours", homeZone, problems);
        foreach (var (team, draft) in policy.TeamHours)
            if (Read(draft, $"teamHours.{team}", homeZone, problems) is { } hours)
                _teams[team] = hours;
    }

    /// <param name="homeZone">Of hours without a time zone.</param>
    /// <param name="problems">What is wrong, by field; hours that are wrong are left out.</param>
    public static BusinessHours Of(AutomationPolicy policy, string homeZone, out IReadOnlyList<SettingProblem> problems)
    {
        var found = new List<SettingProblem>();
        problems = found;
        return new BusinessHours(policy, homeZone, found);
    }

    public bool IsOpen(Guid? team, DateTimeOffset at) =>
        (team is { } id && _teams.TryGetValue(id, out var own) ? own : _all)?.IsOpen(at) ?? true;

    /// <summary>The same as people wrote it, with time zones named.</summary>
    public AutomationPolicy WrittenOut(AutomationPolicy policy) => policy with
    {
        Hours = _all?.ToDraft(),
        TeamHours = _teams.ToDictionary(team => team.Key, team => team.Value.ToDraft()),
    };

    private static WeeklyHours? Read(HoursDraft? draft, string field, string homeZone, List<SettingProblem> problems)
    {
        var hours = WeeklyHours.From(draft ?? new HoursDraft(null, null), field, homeZone, out var wrong);
        problems.AddRange(wrong);
        return hours;
    }
}
