using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Abstractions.Settings;

public sealed class SettingsCheckTests
{
    private static readonly SettingField[] Fields =
    [
        Field("name", SettingType.Text, required: true),
        Field("token", SettingType.Secret),
        Field("rate", SettingType.Number, standard: "5"),
        Field("on", SettingType.Boolean, standard: "true"),
        Field("region", SettingType.Choice, choices: ["vn", "sg"]),
        Field("apiBase", SettingType.Address, standard: "\"https://api.example.com\""),
    ];

    [Test]
    public void Defaults_are_filled_in_and_absent_optional_fields_stay_absent()
    {
        var result = Check("""{"name":"x","token":" ","region":null}""");

        Assert.That(result.Problems, Is.Empty);
        Assert.That(result.Settings.Json.GetRawText(), Is.EqualTo("""{"name":"x","rate":5,"on":true,"apiBase":"https://api.example.com"}"""));
    }

    [Test]
    public void Numbers_and_booleans_may_come_as_text()
    {
        var result = Check("""{"name":"x","rate":"2.5","on":"False"}""");

        Assert.That(result.Problems, Is.Empty);
        Assert.That(result.Settings.Json.GetProperty("rate").GetDouble(), Is.EqualTo(2.5));
        Assert.That(result.Settings.Json.GetProperty("on").ValueKind, Is.EqualTo(JsonValueKind.False));
    }

    [TestCase("""{}""", "name")]
    [TestCase("""{"name":""}""", "name")]
    [TestCase("""{"name":7}""", "name")]
    [TestCase("""{"name":"\ud800"}""", "name")]
    [TestCase("""{"name":"x","token":["canary-secret"]}""", "token")]
    [TestCase("""{"name":"x","rate":"canary-secret"}""", "rate")]
    [TestCase("""{"name":"x","rate":true}""", "rate")]
    [TestCase("""{"name":"x","on":"canary-secret"}""", "on")]
    [TestCase("""{"name":"x","on":1}""", "on")]
    [TestCase("""{"name":"x","region":"canary-secret"}""", "region")]
    [TestCase("""{"name":"x","apiBase":"canary-secret"}""", "apiBase")]
    [TestCase("""{"name":"x","apiBase":"ftp://example.com/canary-secret"}""", "apiBase")]
    [TestCase("""{"name":"x","apiBase":"https://user:canary-secret@example.com/"}""", "apiBase")]
    [TestCase("""{"name":"x","tokn":"canary-secret"}""", "tokn")]
    [TestCase("""["canary-secret"]""", "")]
    public void A_wrong_field_is_named_and_its_value_is_not_quoted(string json, string field)
    {
        var problem = Check(json).Problems.Single();

        Assert.That(problem.Field, Is.EqualTo(field));
        Assert.That(problem.Message.En, Is.Not.Empty.And.Not.Contains("canary"));
        Assert.That(problem.Message.Vi, Is.Not.Empty.And.Not.Contains("canary").And.Not.EqualTo(problem.Message.En));
    }

    [Test]
    public void Every_problem_is_told_at_once() =>
        Assert.That(
            Check("""{"rate":"a","on":"b","other":1}""").Problems.Select(problem => problem.Field),
            Is.EquivalentTo(new[] { "other", "name", "rate", "on" }));

    [Test]
    public void Nothing_given_is_an_empty_object() =>
        Assert.That(SettingsCheck.Check(Fields, default).Problems.Single().Field, Is.EqualTo("name"));

    private static CheckedSettings Check(string json) => SettingsCheck.Check(Fields, JsonDocument.Parse(json).RootElement);

    private static SettingField Field(
        string key, SettingType type, bool required = false, string? standard = null, string[]? choices = null) =>
        new(key, type, new LocalizedText(key, key), Required: required, Choices: choices,
            Default: standard is null ? null : JsonDocument.Parse(standard).RootElement);
}
