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
}

/// <summary>How often a line did what.</summary>
public sealed record LineCounts(int Connections, int Late, int Trickled, int Cut, int Reset, int Lost, int Silent)
{
    public override string ToString() =>
        $"{Connections} connections, {Late} late, {Trickled} in crumbs, {Cut} cut, {Reset} reset, {Lost} answers lost, {Silent} silences";
}
