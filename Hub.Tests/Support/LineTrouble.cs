namespace Hub.Tests.Support;

/// <summary>
/// What happens on a <see cref="BreakingLine"/>. Each share is the chance that it happens to a piece of bytes as it came from one side; what
/// the bytes mean is not looked at.
/// </summary>
/// <param name="Seed">Of all that is drawn, for each connection by its number.</param>
public sealed record LineTrouble(int Seed)
{
    /// <summary>A piece comes late, by up to <see cref="Longest"/>: each by another time.</summary>
    public double Late { get; init; }

    public TimeSpan Longest { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>A piece comes in crumbs of a few bytes.</summary>
    public double Trickles { get; init; }

    /// <summary>Half of an answer comes, and the line is cut: in order (FIN) or not (RST), as often one as the other.</summary>
    public double Cut { get; init; }

    /// <summary>The other side has done its work, and its answer is lost together with the line.</summary>
    public double Lost { get; init; }

    /// <summary>Nothing comes through on this connection for <see cref="Quiet"/>, and then all of it.</summary>
    public double Silent { get; init; }

    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Words in a question by which the other side does something for good, such as COMMIT, each with a number: of so many one never arrives, and
    /// one is carried out and its answer lost; the line is cut by both. Which ones is drawn, but not how many, so that a short fire burns as surely
    /// as a long one.
    /// </summary>
    public IReadOnlyDictionary<string, int> Decisions { get; init; } = new Dictionary<string, int>();
}

/// <summary>How often a line did what.</summary>
/// <param name="Decisions">By their words: how many never arrived, and how many were carried out without an answer.</param>
public sealed record LineCounts(
    int Connections, int Late, int Trickled, int Cut, int Reset, int Lost, int Silent, IReadOnlyDictionary<string, (int Undone, int InDoubt)> Decisions)
{
    public override string ToString() =>
        $"{Connections} connections, {Late} late, {Trickled} in crumbs, {Cut} cut, {Reset} reset, {Lost} answers lost, {Silent} silences"
        + string.Concat(Decisions.Select(pair => $", {pair.Key} {pair.Value.Undone} undone and {pair.Value.InDoubt} in doubt"));
}
