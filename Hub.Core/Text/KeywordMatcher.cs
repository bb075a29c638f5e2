using System.Buffers;

namespace Hub.Core.Text;

public delegate void KeywordFound<TState>(ref TState state, Keyword keyword, int start, int length);

/// <summary>What <see cref="KeywordMatcher.Create"/> made of a list: a matcher of the sound rows, and what is wrong with the others.</summary>
public sealed record KeywordMatcherResult(KeywordMatcher Matcher, IReadOnlyList<KeywordProblem> Problems);

/// <summary>Finds every keyword in every place, overlapping ones included. Immutable and safe to share between threads.</summary>
public sealed class KeywordMatcher
{
    /// <summary>In UTF-16 units, as given and as folded.</summary>
    public const int LongestTerm = 200;

    const int OnStack = 512;

    readonly KeywordAutomaton _automaton;
    readonly Teencode _teencode;

    internal KeywordMatcher(IReadOnlyList<KeywordPattern> patterns, int count, Teencode teencode)
    {
        _automaton = new KeywordAutomaton(patterns);
        _teencode = teencode;
        Count = count;
    }

    /// <summary>Keywords looked for.</summary>
    public int Count { get; }

    /// <summary>Bytes that the tables hold.</summary>
    public long Size => _automaton.Size;

    /// <summary>Leaves out empty, unreadable, overlong and repeated terms and says so; never throws over a term.</summary>
    public static KeywordMatcherResult Create(IEnumerable<Keyword> keywords, Teencode? teencode = null) =>
        new KeywordMatcherBuilder(teencode ?? Teencode.Default).Build(keywords);

    /// <summary>Hits by place, then by length. Allocates nothing when there is none.</summary>
    public IReadOnlyList<KeywordHit> Match(string text) => MayMatch(text) ? new KeywordSearch(_automaton, _teencode, text).Hits() : [];

    /// <summary>
    /// False is certain; true means that something stands in the text, exact accents and shorthand not yet weighed.
    /// </summary>
    public bool MayMatch(ReadOnlySpan<char> text)
    {
        if (Count == 0 || text.IsEmpty)
            return false;
        var rented = text.Length > OnStack ? ArrayPool<char>.Shared.Rent(text.Length) : null;
        try
        {
            var folded = rented ?? stackalloc char[OnStack];
            if (!TextFold.TryFold(text, folded, out var written))
                return true;
            var first = new FirstFound();
            _automaton.Run(folded[..written], ref first);
            return first.Any;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// The bare scan over text that is folded already, without allocation: every keyword in every place of the folded text, in no order.
    /// Accents and shorthand are beyond it: keywords with exact accents are reported as if accents did not matter.
    /// </summary>
    public void MatchFolded<TState>(ReadOnlySpan<char> folded, ref TState state, KeywordFound<TState> found)
    {
        var sink = new Callback<TState>(ref state, found);
        _automaton.Run(folded, ref sink);
    }

    struct FirstFound : IPatternSink
    {
        public bool Any { get; private set; }

        public bool Found(KeywordPattern pattern, int end) => !(Any = true);
    }

    ref struct Callback<TState>(ref TState state, KeywordFound<TState> found) : IPatternSink
    {
        readonly ref TState _state = ref state;

        public readonly bool Found(KeywordPattern pattern, int end)
        {
            if (pattern is { Keyword: { } keyword, OnPlain: true })
                found(ref _state, keyword, end - pattern.Folded.Length, pattern.Folded.Length);
            return true;
        }
    }
}
