using System.Text;

namespace Hub.Tests.Support;

internal enum LineDecision
{
    Goes,

    /// <summary>It never arrives.</summary>
    Undone,

    /// <summary>It is carried out, and its answer is lost.</summary>
    InDoubt,
}

/// <summary>What becomes of questions by which the other side does something for good: a pack of cards for each of their words, for all connections.</summary>
internal sealed class LineDecks
{
    private readonly Dictionary<string, Queue<LineDecision>> _decks = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();
    private Random? _random;

    /// <returns>Null where it has none of the words.</returns>
    public (string Word, LineDecision Fate)? Draw(LineTrouble trouble, ReadOnlySpan<byte> question)
    {
        foreach (var (word, each) in trouble.Decisions)
            if (question.IndexOf(Encoding.ASCII.GetBytes(word)) >= 0)
                return (word, Draw(trouble.Seed, word, each));
        return null;
    }

    private LineDecision Draw(int seed, string word, int each)
    {
        lock (_turn)
        {
            _random ??= new Random(seed);
            if (!_decks.TryGetValue(word, out var deck))
                _decks[word] = deck = new();
            if (deck.Count == 0)
            {
                LineDecision[] cards = [LineDecision.Undone, LineDecision.InDoubt, .. Enumerable.Repeat(LineDecision.Goes, each - 2)];
                _random.Shuffle(cards);
                _decks[word] = deck = new(cards);
            }

            return deck.Dequeue();
        }
    }
}
