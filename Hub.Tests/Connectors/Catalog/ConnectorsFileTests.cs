namespace Hub.Tests.Connectors.Catalog;

/// <summary>A connectors.json that is broken as a whole.</summary>
public sealed class ConnectorsFileTests
{
    private CatalogFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new CatalogFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [TestCase("{\n  \"connectors\": [\n    { \"id\" \"echo\" } ] }", "line 3")]
    [TestCase("{\n\"connectors\": [", "line 2")]
    [TestCase("", "line 1")]
    [TestCase("{\"connectors\":[],\n\"connectors\":[]}", "line 2")]
    [TestCase("{\"connectors\":[\n{\"id\":\"a\",\"settings\":{\n\"x\":\"\\ud800\"}}]}", "line 3")]
    [TestCase("[]", "list \"connectors\"")]
    [TestCase("{}", "list \"connectors\"")]
    [TestCase("{\"connectors\":{}}", "list \"connectors\"")]
    [TestCase("null", "list \"connectors\"")]
    public void It_is_one_problem_and_no_connectors(string json, string says)
    {
        var result = _folder.Load(json);

        Assert.That(result.Connectors, Is.Empty);
        Assert.That(result.FileProblem!.En, Does.Contain("connectors.json").And.Contain(says));
        Assert.That(result.FileProblem.Vi, Is.Not.EqualTo(result.FileProblem.En));
        Assert.That(_folder.Log.Lines.Single(), Does.StartWith("3001 "));
    }

    [Test]
    public void A_missing_file_is_one_problem() => Assert.That(_folder.Load().FileProblem!.En, Does.Contain("There is no"));

    [Test]
    public void A_folder_in_its_place_is_one_problem()
    {
        Directory.CreateDirectory(_folder.ConfigPath);

        Assert.That(_folder.Load().FileProblem!.En, Does.Contain("cannot be read"));
    }

    [Test]
    public void A_huge_file_is_not_read() =>
        Assert.That(_folder.Load("{\"connectors\":[]," + new string(' ', 2 << 20) + "}").FileProblem!.En, Does.Contain("larger than"));

    [Test]
    public void Deep_nesting_is_one_problem() =>
        Assert.That(_folder.Load(new string('[', 100_000)).FileProblem!.En, Does.Contain("line 1"));

    [Test]
    public void A_byte_order_mark_is_no_problem() => Assert.That(_folder.Load("\uFEFF{\"connectors\":[]}").FileProblem, Is.Null);

    [Test]
    public void Names_with_dots_do_not_collide() =>
        Assert.That(_folder.Load("""{"connectors":[],"a.b":1,"a":{"b":2}}""").FileProblem, Is.Null);
}
