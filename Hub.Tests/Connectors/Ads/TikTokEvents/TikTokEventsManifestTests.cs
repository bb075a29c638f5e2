using Hub.Connectors.Abstractions;
using Hub.Connectors.Ads.TikTokEvents;

namespace Hub.Tests.Connectors.Ads.TikTokEvents;

public sealed class TikTokEventsManifestTests
{
    [Test]
    public void The_manifest_names_the_connector_and_asks_for_no_default()
    {
        var manifest = TikTokEventsLab.Manifest;

        Assert.That(manifest.Id, Is.EqualTo("tiktok-events"));
        Assert.That(manifest.EntryType, Is.EqualTo(typeof(TikTokEventsConnector).FullName));
        Assert.That(manifest.Limits.Batch, Is.EqualTo(1000));
        Assert.That(manifest.Settings.Connection.Select(field => field.Default), Is.All.Null, "TikTok publishes none for message events");
    }

    [TestCase(IdentifierKind.Email, " ALICE_abc@gmail.com ", "848a771458438fc2ec420560d769fb9b9b86851ee338ec56517baabd79d3bb4f")]
    [TestCase(IdentifierKind.Phone, "+1 (213) 373-4253", "9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd")]
    [TestCase(IdentifierKind.ExternalId, "user_123", "80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b")]
    public void Its_identifier_rules_give_TikToks_published_hashes(IdentifierKind kind, string value, string hash) =>
        Assert.That(IdentifierHash.Compute(TikTokEventsLab.Manifest.Identifiers[kind], value)?.Hex, Is.EqualTo(hash));

    [Test]
    public void The_vocabulary_is_the_published_words()
    {
        var words = TikTokEventsLab.Connector().Vocabulary;

        Assert.That(words, Does.Contain("Purchase").And.Contain("crm").And.Not.Contain("purchase"));
        Assert.That(words.SelectMany(word => word), Has.All.Matches<char>(char.IsAsciiLetter));
    }

    [Test]
    public void Good_settings_have_no_problem() =>
        Assert.That(TikTokEventsLab.Connector().Validate(SettingsScope.Connection, TikTokEventsLab.Connection().Settings), Is.Empty);

    [Test]
    public void An_event_source_id_of_a_sentence_is_refused()
    {
        var settings = TikTokEventsLab.Connection(
            new { eventSourceId = "my pixel", eventSource = "", eventOrderPaid = "mua hàng" }).Settings;

        var problems = TikTokEventsLab.Connector().Validate(SettingsScope.Connection, settings);

        Assert.That(problems.Select(problem => problem.Field), Is.EquivalentTo(new[] { "eventSourceId", "eventSource", "eventOrderPaid" }));
    }

    [Test]
    public void Settings_that_report_nothing_are_refused()
    {
        var settings = TikTokEventsLab.Connection(new { eventConversationStarted = "", eventOrderPaid = "" }).Settings;

        Assert.That(
            TikTokEventsLab.Connector().Validate(SettingsScope.Connection, settings).Single().Field,
            Is.EqualTo("eventConversationStarted"));
    }
}
