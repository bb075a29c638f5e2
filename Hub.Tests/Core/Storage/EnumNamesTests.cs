using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Storage;

/// <summary>Names of a newer version, in memory: each is a value of its own, which is none of ours.</summary>
public sealed class EnumNamesTests
{
    private static readonly JsonSerializerOptions Kept = new() { Converters = { new EnumNamesJson(JsonNamingPolicy.CamelCase) } };
    private static readonly JsonSerializerOptions Asked = new() { Converters = { new EnumNamesJson(JsonNamingPolicy.CamelCase, refusesNewer: true) } };

    [Test]
    public void A_name_of_ours_is_its_value_and_back() =>
        Assert.That(Enum.GetValues<DeliveryKind>().Select(kind => EnumNames.Read<DeliveryKind>(EnumNames.Of(kind))), Is.EqualTo(Enum.GetValues<DeliveryKind>()));

    [Test]
    public void Another_name_equals_no_value_of_ours_nor_another_one_and_goes_back_as_it_came()
    {
        var (one, again, other) = (EnumNames.Read<DeliveryState>("Beamed"), EnumNames.Read<DeliveryState>("Beamed"), EnumNames.Read<DeliveryState>("Folded"));

        Assert.That(one, Is.EqualTo(again).And.Not.EqualTo(other));
        Assert.That(Enum.IsDefined(one), Is.False);
        Assert.That((EnumNames.Of(one), EnumNames.Of((Enum)other), EnumNames.IsKnown(one)), Is.EqualTo(("Beamed", "Folded", false)));
    }

    [Test]
    public void JSON_that_is_kept_takes_it_and_tells_it_as_it_is()
    {
        var kind = JsonSerializer.Deserialize<MessageKind>("\"hologram\"", Kept);

        Assert.That(kind, Is.EqualTo(EnumNames.Read<MessageKind>("Hologram")), "the same, whichever way it came");
        Assert.That(JsonSerializer.Serialize(kind, Kept), Is.EqualTo("\"hologram\""));
        Assert.That(JsonSerializer.Serialize(new Dictionary<MessageKind, int> { [kind] = 1, [MessageKind.Text] = 2 }, Asked), Is.EqualTo("""{"hologram":1,"text":2}"""));
    }

    [TestCase("\"hologram\"")]
    [TestCase("3")]
    [TestCase("\"3\"")]
    [TestCase("null")]
    public void Who_asks_may_ask_for_what_there_is_only(string json) =>
        Assert.That(() => JsonSerializer.Deserialize<MessageKind>(json, Asked), Throws.InstanceOf<JsonException>());

    [Test]
    public void Every_enum_of_the_model_is_kept_by_name_but_a_messages_status_which_is_compared()
    {
        using var db = HubStore.Open("Data Source=nowhere.db", TimeProvider.System).OpenDb();

        var others = db.Model.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum
                && property.GetTypeMapping().Converter?.GetType().Name != typeof(EnumNamesConverter<>).Name)
            .Select(property => property.ClrType).Distinct();

        Assert.That(others, Is.EqualTo(new[] { typeof(MessageStatus) }));
    }
}
