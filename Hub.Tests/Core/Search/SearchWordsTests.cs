using Hub.Core.Search;

namespace Hub.Tests.Core.Search;

public sealed class SearchWordsTests
{
    [TestCase("Điện thoại", "dien thoai")]
    [TestCase("hoà HÒA hòa", "hoa")]
    [TestCase("áo-dài, size.M!", "ao dai size m")]
    [TestCase("😀 !!!", null)]
    [TestCase("朝の運用", "朝の の運 運用")]
    public void Words_are_folded_and_bare(string text, string? words) => Assert.That(SearchWords.Of(text), Is.EqualTo(words));

    [Test]
    public void Shorthand_is_there_as_written_and_as_meant() =>
        Assert.That(SearchWords.Of("ship ko shop")!.Split(' '), Is.SupersetOf(new[] { "ko", "khong", "ship", "shop" }));

    [TestCase("gọi 0912 345 678 nhé")]
    [TestCase("gọi 0912.345.678")]
    [TestCase("+84 912 345 678")]
    [TestCase("84912345678")]
    public void A_phone_number_is_one_word_however_it_is_written(string text) =>
        Assert.That(SearchWords.Of(text)!.Split(' '), Does.Contain("0912345678"));

    [Test]
    public void A_contact_is_found_by_the_end_of_its_phone() =>
        Assert.That(SearchWords.OfContact("Lê Thị Hồng", "+84912345678", null)!.Split(' '), Is.EqualTo(new[] { "le", "thi", "hong", "0912345678", "5678", "345678" }));

    [Test]
    public void A_snippet_shows_the_hit_and_marks_it_in_the_original_text()
    {
        var text = string.Concat(Enumerable.Repeat("xin chào ", 30)) + "giá điện thoại ko đổi";

        var snippet = SearchSnippet.Of(text, SearchQuery.Read("dien khong")!);

        Assert.That(snippet.Marks.Select(mark => snippet.Text.Substring(mark.Start, mark.Length)), Is.EqualTo(new[] { "điện", "ko" }));
    }

    [Test]
    public void Whatever_is_typed_gives_a_query_or_none_and_never_throws([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(0x10000))]);
            Assert.DoesNotThrow(() => SearchSnippet.Of(text, SearchQuery.Read("a" + text)!));
        }
    }
}
