namespace Hub.Tests.Support;

internal enum LineFate
{
    Through,
    Late,
    Trickled,
    Cut,
    Lost,
    Silent,
}

/// <param name="IsReset">Cut without an end (RST).</param>
internal readonly record struct PieceFate(LineFate Kind, TimeSpan Wait = default, bool IsReset = false);

/// <summary>Draws for one direction of one connection, so that what another one carries changes nothing here.</summary>
internal sealed class LineDice(int connection, bool isAnswer)
{
    private Random? _random;
    private int _seed;

    public bool IsAnswer => isAnswer;

    public PieceFate Next(LineTrouble trouble)
    {
        if (_random is null || _seed != trouble.Seed)
            (_random, _seed) = (new Random(unchecked((trouble.Seed * 7919) + (connection * 2) + (isAnswer ? 1 : 0))), trouble.Seed);
        var draw = _random.NextDouble();
        var (size, isReset) = (_random.NextDouble(), _random.Next(2) == 0);
        // Only answers are cut and lost: what never reached the other side is the smaller trouble, and a cut takes the question's way with it.
        if (isAnswer && Is(trouble.Cut))
            return new PieceFate(LineFate.Cut, IsReset: isReset);
        if (isAnswer && Is(trouble.Lost))
            return new PieceFate(LineFate.Lost, IsReset: isReset);
        if (Is(trouble.Silent))
            return new PieceFate(LineFate.Silent, trouble.Quiet);
        if (Is(trouble.Late))
            return new PieceFate(LineFate.Late, trouble.Longest * size);
        return new PieceFate(Is(trouble.Trickles) ? LineFate.Trickled : LineFate.Through);

        bool Is(double share) => (draw -= share) < 0;
    }
}

internal sealed class LineTally
{
    private readonly int[] _fates = new int[Enum.GetValues<LineFate>().Length];
    private readonly Dictionary<string, (int Undone, int InDoubt)> _decisions = new(StringComparer.Ordinal);
    private int _connections;
    private int _resets;

    public LineCounts Counts => new(
        Volatile.Read(ref _connections), Of(LineFate.Late), Of(LineFate.Trickled), Of(LineFate.Cut), Volatile.Read(ref _resets), Of(LineFate.Lost), Of(LineFate.Silent), Decisions());

    /// <returns>The number of a new one.</returns>
    public int Connection() => Interlocked.Increment(ref _connections);

    public void Note(PieceFate fate)
    {
        Interlocked.Increment(ref _fates[(int)fate.Kind]);
        if (fate.IsReset)
            Interlocked.Increment(ref _resets);
    }

    public void Note(string word, LineDecision fate)
    {
        lock (_decisions)
        {
            var (undone, inDoubt) = _decisions.GetValueOrDefault(word);
            _decisions[word] = (undone + (fate == LineDecision.Undone ? 1 : 0), inDoubt + (fate == LineDecision.InDoubt ? 1 : 0));
        }
    }

    private Dictionary<string, (int Undone, int InDoubt)> Decisions()
    {
        lock (_decisions)
            return new(_decisions, StringComparer.Ordinal);
    }

    private int Of(LineFate fate) => Volatile.Read(ref _fates[(int)fate]);
}
