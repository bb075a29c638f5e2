using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Hub.Core.Text;

namespace Hub.Tests.Core.Text;

public class KeywordMatcherReferenceTests
{
    [Test]
    public void Hits_equal_those_of_a_naive_matcher() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(int.MaxValue),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), AgreesWithNaive));

    // Three letters and a space: terms that nest, repeat and overlap as no real list does.
    [Test]
    public void Dense_overlaps_equal_those_of_a_regex_tried_at_every_place()
    {
        var random = new Random(11);
        for (var round = 0; round < 100; round++)
        {
            var keywords = Enumerable.Range(0, 30)
                .Select(_ => new Keyword(Guid.NewGuid(), Letters(random, 5), random.Next(2) == 0 ? MatchMode.WholeWord : MatchMode.Contains))
                .ToArray();
            var text = TextFold.Fold(Letters(random, 90));
            var result = KeywordMatcher.Create(keywords);
            var refused = result.Problems.Select(problem => problem.Row - 1).ToHashSet();
            var expected = keywords.Where((_, i) => !refused.Contains(i)).SelectMany(keyword => ByRegex(keyword, text));
            Assert.That(result.Matcher.Match(text), Is.EquivalentTo(expected));
        }
    }

    [Test]
    public void The_bare_scan_and_the_prefilter_agree_with_the_search()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var keywords = Keywords(new Random(seed)).Select(keyword => keyword with { Accents = AccentMode.Folded, Teencode = false }).ToArray();
            var matcher = KeywordMatcher.Create(keywords).Matcher;
            var text = TextFold.Fold(RandomText.From(seed));
            var bare = new List<KeywordHit>();
            matcher.MatchFolded(text, ref bare, static (ref hits, keyword, start, length) => hits.Add(new KeywordHit(keyword, start, length)));
            Assert.That(bare.Select(hit => hit.Keyword), Is.EquivalentTo(matcher.Match(text).Select(hit => hit.Keyword)));
            Assert.That(matcher.MayMatch(text) || bare.Count == 0);
        }
    }

    static bool AgreesWithNaive(int seed)
    {
        var keywords = Keywords(new Random(seed));
        var result = KeywordMatcher.Create(keywords);
        var refused = result.Problems.Select(problem => problem.Row - 1).ToHashSet();
        var sound = keywords.Where((_, i) => !refused.Contains(i));
        var text = RandomText.From(seed + 1, longest: 40);
        return NaiveMatcher.Match(sound, text, Teencode.Default).SetEquals(result.Matcher.Match(text));
    }

    static Keyword[] Keywords(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(1, 12)).Select(_ => new Keyword(
            Guid.NewGuid(), RandomText.From(random.Next(), longest: 4),
            (MatchMode)random.Next(3), (AccentMode)random.Next(2), random.Next(2) == 0)),
    ];

    static string Letters(Random random, int longest) =>
        string.Concat(Enumerable.Range(0, random.Next(1, longest)).Select(_ => "aab "[random.Next(4)]));

    static IEnumerable<KeywordHit> ByRegex(Keyword keyword, string text)
    {
        var term = TextFold.Fold(keyword.Term);
        var pattern = keyword.Mode == MatchMode.WholeWord ? $@"\G\b{Regex.Escape(term)}\b" : $@"\G{Regex.Escape(term)}";
        var regex = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return Enumerable.Range(0, text.Length)
            .Where(start => regex.Match(text, start).Success)
            .Select(start => new KeywordHit(keyword, start, term.Length));
    }
}
