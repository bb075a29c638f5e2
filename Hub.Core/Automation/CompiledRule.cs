using System.Text.RegularExpressions;
using Hub.Core.Conversations;

namespace Hub.Core.Automation;

/// <summary>A rule ready to be asked: its words as numbers of the set's terms, its lists as sets.</summary>
internal sealed class CompiledRule
{
    private const int MostOverruns = 5;
    private readonly RuleConditions _conditions;
    private readonly HashSet<string> _languages, _choices;
    private readonly HashSet<Guid> _connections, _teams, _contacts, _labels;
    private readonly HashSet<ConversationStatus> _statuses;
    private readonly Regex? _pattern;
    private readonly int[] _any, _all, _none;
    private int _overruns;

    public CompiledRule(Rule row, RuleConditions conditions, IReadOnlyList<RuleAction> actions, Func<string, int> term)
    {
        (Row, _conditions, Actions) = (row, conditions, actions);
        (_any, _all, _none) = ([.. conditions.Any.Select(term)], [.. conditions.All.Select(term)], [.. conditions.None.Select(term)]);
        (_languages, _choices) = ([.. conditions.Languages], new HashSet<string>(conditions.ChoiceIds, StringComparer.Ordinal));
        (_connections, _teams, _contacts) = ([.. conditions.ConnectionIds], [.. conditions.TeamIds], [.. conditions.ContactIds]);
        (_labels, _statuses) = ([.. conditions.LabelIds], [.. conditions.Statuses]);
        _pattern = conditions.Pattern is { Length: > 0 } pattern ? RulePattern.Of(pattern) : null;
    }

    public Rule Row { get; }

    public IReadOnlyList<RuleAction> Actions { get; }

    public bool IsDry => Row.State == RuleState.DryRun;

    public bool Replies => Actions.Any(action => action.Type == RuleActionType.Reply);

    /// <summary>It tells a program, which may answer by setting rules off again.</summary>
    public bool CallsOut => Actions.Any(action => action.Type == RuleActionType.CallWebhook);

    /// <summary>It is about certain people, whom somebody has chosen.</summary>
    public bool NamesContacts => _contacts.Count > 0;

    /// <summary>Terms of which at least one must have been met before it is worth asking; none when it has to be asked always.</summary>
    public IReadOnlyList<int> Keys => _any.Length > 0 ? _any : _all.Length > 0 ? _all[..1] : [];

    /// <param name="met">Terms that stand in the message.</param>
    /// <param name="isOpen">Whether the business, or the team, is open then.</param>
    /// <exception cref="TimeoutException">Its pattern takes too long.</exception>
    public bool Holds(Incoming message, IReadOnlySet<int> met, Func<Guid?, DateTimeOffset, bool> isOpen, PatternTime time) =>
        Triggered(message, isOpen)
        && HasWords(met)
        && (_choices.Count == 0 || (message.ChoiceId is { } choice && _choices.Contains(choice)))
        && (_connections.Count == 0 || _connections.Contains(message.ConnectionId))
        && (_teams.Count == 0 || (message.TeamId is { } team && _teams.Contains(team)))
        && (_contacts.Count == 0 || _contacts.Contains(message.ContactId))
        && Is(_conditions.HasAttachment, message.HasAttachment) && Is(_conditions.HasPhone, message.HasPhone)
        && Is(_conditions.FromAd, message.FromAd)
        && (_conditions.HasLink is not { } link || link == message.HasLink)
        && (_conditions.Open is not { } open || open == isOpen(message.TeamId, message.At))
        && (_languages.Count == 0 || message.Languages.Any(_languages.Contains))
        && (_pattern is null || HasPattern(message.Text, time));

    // Asked of each rule about each message: what a rule does not ask for must allocate nothing.
    private bool HasWords(IReadOnlySet<int> met) => (_any.Length == 0 || _any.Any(met.Contains))
        && (_all.Length == 0 || _all.All(met.Contains)) && (_none.Length == 0 || !_none.Any(met.Contains));

    private bool HasPattern(string? text, PatternTime time) => text is not null && time.Spend(() => IsMatch(text));

    // A pattern that has overrun a few times in a row overruns always: until somebody saves a rule it is not tried again.
    private bool IsMatch(string text)
    {
        if (Volatile.Read(ref _overruns) >= MostOverruns)
            throw new TimeoutException();
        try
        {
            var isMatch = _pattern!.IsMatch(text);
            if (Volatile.Read(ref _overruns) > 0)
                Volatile.Write(ref _overruns, 0); // the machine was slow, not the pattern
            return isMatch;
        }
        catch (RegexMatchTimeoutException)
        {
            Interlocked.Increment(ref _overruns);
            throw new TimeoutException();
        }
    }

    private bool Triggered(Incoming message, Func<Guid?, DateTimeOffset, bool> isOpen) => Row.Trigger switch
    {
        RuleTrigger.LabelAdded => message.Labelled is { } label && (_labels.Count == 0 || _labels.Contains(label)),
        RuleTrigger.StatusChanged => message.Became is { } status && (_statuses.Count == 0 || _statuses.Contains(status)),
        _ when !message.IsMessage => false,
        RuleTrigger.FirstContact => message.IsFirst,
        RuleTrigger.FromAd => message.FromAd,
        RuleTrigger.Order => message.HasOrder,
        RuleTrigger.Closed => !isOpen(message.TeamId, message.At),
        _ => true,
    };

    private static bool Is(bool? wanted, bool found) => wanted is null || wanted == found;
}
