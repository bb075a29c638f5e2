namespace Hub.Sandbox.Faults;

/// <summary>The faults that are on, and how many of each were injected.</summary>
sealed class FaultBox(int seed)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, long> _injected = [];
    Random _random = new(seed);
    List<(FaultRule Rule, int? Left)> _rules = [];
    HashSet<string> _echoFirst = [];

    public void Set(FaultSettings settings)
    {
        lock (_lock)
        {
            _rules = [.. settings.Rules.Select(r => (r, r.Next))];
            _echoFirst = [.. settings.EchoFirst];
        }
    }

    public FaultRule? Pick(string platform, string operation)
    {
        lock (_lock)
        {
            for (var i = 0; i < _rules.Count; i++)
            {
                var (rule, left) = _rules[i];
                if (!Matches(rule, platform, operation) || left == 0) continue;
                if (rule.Share is { } share && _random.NextDouble() >= share) continue;
                _rules[i] = (rule, left - 1);
                CountLocked($"{platform}:{WireName(rule.Kind)}");
                return rule;
            }
            return null;
        }
    }

    public bool EchoesFirst(string platform)
    {
        lock (_lock) return _echoFirst.Contains(platform);
    }

    public void Count(string what)
    {
        lock (_lock) CountLocked(what);
    }

    public (IReadOnlyList<FaultRule> Rules, IReadOnlyList<string> EchoFirst, IReadOnlyDictionary<string, long> Injected) Show()
    {
        lock (_lock)
            return ([.. _rules.Select(r => r.Rule with { Next = r.Left })], [.. _echoFirst], new SortedDictionary<string, long>(_injected));
    }

    public void Clear()
    {
        lock (_lock)
        {
            _rules = [];
            _echoFirst = [];
            _injected.Clear();
            _random = new Random(seed);
        }
    }

    static bool Matches(FaultRule rule, string platform, string operation) =>
        rule.Platform == platform && (rule.Operation == "*" || operation.StartsWith(rule.Operation, StringComparison.Ordinal));

    static string WireName(FaultKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    void CountLocked(string what) => _injected[what] = _injected.GetValueOrDefault(what) + 1;
}
