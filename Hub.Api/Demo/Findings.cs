namespace Hub.Api.Demo;

/// <summary>What is wrong, counted, with a line each for whoever looks into it.</summary>
internal sealed class Findings
{
    private const int MostLines = 60;
    private readonly List<string> _lines = [];

    public int Lost { get; private set; }

    public int Duplicated { get; private set; }

    /// <summary>What must not be and is neither: a forgery taken, a text that left.</summary>
    public int Wrong { get; private set; }

    public IEnumerable<string> Lines => _lines.Take(MostLines);

    public void Lose(string what, int count = 1)
    {
        Lost += count;
        Note("lost", what, count);
    }

    public void Repeat(string what, int count = 1)
    {
        Duplicated += count;
        Note("duplicated", what, count);
    }

    public void Blame(string what, int count = 1)
    {
        Wrong += count;
        Note("wrong", what, count);
    }

    private void Note(string kind, string what, int count)
    {
        if (count > 0)
            _lines.Add($"{kind}: {what}{(count > 1 ? $" ({count})" : "")}");
    }
}
