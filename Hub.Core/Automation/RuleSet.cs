using System.Text.Json;
using Hub.Core.Teams;
using Hub.Core.Text;

namespace Hub.Core.Automation;

/// <summary>
/// A workspace's rules, compiled once a change. All words of all rules are looked for in one pass over a message; of the rules that ask for
/// words only those are asked whose words were met. Immutable.
/// </summary>
internal sealed class RuleSet
{
    private static readonly HashSet<int> NothingMet = [];
    private readonly List<CompiledRule> _rules = [];
    private readonly List<int> _always = [];
    private readonly Dictionary<int, List<int>> _byTerm = [];
    private readonly Dictionary<Guid, int> _terms = [];
    private readonly KeywordMatcher? _matcher;
    private readonly BusinessHours _hours;

    private readonly TimeProvider _clock;
    private readonly Func<Guid?, DateTimeOffset, bool> _isOpen; // one, not one for each question

    /// <param name="rules">In any order; those that are switched off are left out.</param>
    /// <param name="clock">Measures patterns; the system's when left out.</param>
    public RuleSet(AutomationPolicy policy, IEnumerable<Rule> rules, TimeProvider? clock = null)
    {
        (Policy, _clock, _isOpen) = (policy, clock ?? TimeProvider.System, IsOpen);
        _hours = BusinessHours.Of(policy, WorkspaceSettings.HomeTimeZone, out _);
        var terms = new TermBook();
        foreach (var row in rules.Where(row => row.State != RuleState.Off)
            .OrderBy(row => row.Kind).ThenBy(row => row.Position).ThenBy(row => row.Id))
            Add(row, terms);
        _matcher = terms.Build(_terms);
    }

    public AutomationPolicy Policy { get; }

    public bool IsEmpty => _rules.Count == 0 && Broken.Count == 0;

    /// <summary>Some rule goes by labels or statuses.</summary>
    public bool HearsHappenings => _rules.Exists(rule => rule.Row.Trigger.IsHappening());

    /// <summary>Rules that cannot be read, such as those of a later version.</summary>
    public List<Guid> Broken { get; } = [];

    public bool IsOpen(Guid? team, DateTimeOffset at) => _hours.IsOpen(team, at);

    /// <returns>Rules that apply, in the order in which they are to be carried out.</returns>
    public IReadOnlyList<RuleMatch> Decide(Incoming message)
    {
        var met = Met(message.Text);
        var time = new PatternTime(_clock);
        List<RuleMatch>? matches = null;
        foreach (var index in met.Count == 0 ? _always : Candidates(met))
            if (Ask(_rules[index], message, met, time) is { } match)
                (matches ??= []).Add(match);
        return matches ?? (IReadOnlyList<RuleMatch>)[];
    }

    private void Add(Rule row, TermBook terms)
    {
        if (row.IsOfNewer)
        {
            Broken.Add(row.Id); // what would set it off is not known here, and it must not act on everything
            return;
        }

        try
        {
            var conditions = RuleJson.Read<RuleConditions>(row.Conditions);
            var rule = new CompiledRule(
                row, conditions, RuleJson.Read<List<RuleAction>>(row.Actions),
                term => terms.Number(term, conditions.Mode, conditions.Accents, conditions.Teencode));
            foreach (var key in rule.Keys)
                (_byTerm.TryGetValue(key, out var list) ? list : _byTerm[key] = []).Add(_rules.Count);
            if (rule.Keys.Count == 0)
                _always.Add(_rules.Count);
            _rules.Add(rule);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or NotSupportedException)
        {
            Broken.Add(row.Id); // the others go on; the page shows which one it is
        }
    }

    // The one catch-all of automation: whatever a rule does when it is asked, the message must be applied.
    private RuleMatch? Ask(CompiledRule rule, Incoming message, IReadOnlySet<int> met, PatternTime time)
    {
        try
        {
            return rule.Holds(message, met, _isOpen, time) ? new RuleMatch(rule, null) : null;
        }
        catch (TimeoutException)
        {
            return new RuleMatch(rule, HeldCodes.TooSlow);
        }
        catch (Exception error)
        {
            return new RuleMatch(rule, error.GetType().Name); // the type only: a text may quote the message
        }
    }

    private HashSet<int> Met(string? text)
    {
        if (text is null || _matcher is null)
            return NothingMet;
        var hits = _matcher.Match(text);
        return hits.Count == 0 ? NothingMet : [.. hits.Select(hit => _terms[hit.Keyword.Id])];
    }

    private IEnumerable<int> Candidates(HashSet<int> met) =>
        met.SelectMany(term => _byTerm.TryGetValue(term, out var rules) ? rules : []).Concat(_always).Distinct().Order();
}

/// <param name="Error">Type of the error, or a code of <see cref="HeldCodes"/>, when asking it went wrong; then nothing is known.</param>
internal sealed record RuleMatch(CompiledRule Rule, string? Error);
