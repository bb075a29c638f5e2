using System.Text.Json.Nodes;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Traffic;

/// <summary>People who write to the shop on TikTok.</summary>
sealed class TikTokScript(Random random, int seed, TikTokWebhooks webhooks, Func<string> baseAddress, Func<bool> tellsOfComments)
    : ChannelScript(random, seed, TikTokWebhooks.Channel)
{
    protected override (string Act, int Weight)[] Acts { get; } =
    [
        ("text", 40), ("keyword", 15), ("image", 6), ("share_post", 3), ("sticker", 3), ("emoji", 2), ("video", 2), ("reaction", 6),
        ("read", 8), ("echo", 6), ("quote", 4), ("card", 3), ("ping", 2), ("comment", 2),
    ];

    protected override string[] Arrival() => Random.Next(20) switch
    {
        < 9 => ["ad", "text"],
        < 12 => ["text", "ad"],
        < 15 => ["link", "text"],
        _ => ["text"],
    };

    protected override OutgoingWebhook Play(Member member, string act, DateTimeOffset at)
    {
        var person = member.Person;
        switch (act)
        {
            case "ad": return webhooks.Referral(Id, person, at, Ad());
            case "link": return webhooks.Referral(Id, person, at, Link());
            case "read": return webhooks.Read(Id, person, at, at);
            case "ping": return webhooks.Ping(Id, person, Own(member, Ids.TikTok), at, ShopTalk.Question(Random, person));
            // Of somebody who has never written: whoever has within a day cannot be answered below a video. Who hears of no comments gets a message.
            case "comment" when tellsOfComments():
                return webhooks.Comment(
                    Id, new Person("commenter-" + Id), "7" + Ids.Digits(Id + "/comment", 18), at, ShopTalk.Question(Random, person));
            case "echo": return webhooks.Echo(Id, person, Shop(member, Ids.TikTok), at, "text", Text(Pick(ShopTalk.Replies)), "APP");
            case "keyword":
                var (text, keyword) = ShopTalk.Asking(Random, person);
                return webhooks.Message(Id, person, Own(member, Ids.TikTok), at, "text", Text(text), keyword);
            case "reaction" when member.OwnMessages.Count > 0:
                return webhooks.Message(Id, person, Ids.TikTok(Id + "/reaction"), at, "reaction",
                    Reaction(person, Pick(member.OwnMessages), at));
            case "quote" when member.OwnMessages.Count > 0:
                var quote = Text(ShopTalk.Question(Random, person));
                quote["referenced_message_info"] = new JsonObject { ["referenced_message_id"] = Pick(member.OwnMessages) };
                return webhooks.Message(Id, person, Own(member, Ids.TikTok), at, "text", quote);
            case "card":
                var answer = Text("Size M");
                answer["reply_source_payload"] = new JsonObject
                {
                    ["reply_source_msg_id"] = Ids.TikTok(Id + "/card"),
                    ["reply_source_unique_id"] = "opt_m"
                };
                return webhooks.Message(Id, person, Own(member, Ids.TikTok), at, "text", answer);
            case "image" or "video" or "sticker" or "emoji" or "share_post":
                return webhooks.Message(Id, person, Own(member, Ids.TikTok), at, act, Media(act));
            default:
                return webhooks.Message(Id, person, Own(member, Ids.TikTok), at, "text", Text(ShopTalk.Question(Random, person)));
        }
    }

    static JsonObject Text(string body) => new() { ["text"] = new JsonObject { ["body"] = body } };

    JsonObject Media(string type) => new()
    {
        [type] = type switch
        {
            "image" or "video" => new JsonObject { ["media_id"] = Ids.Hex(Id + "/media") },
            "share_post" => new JsonObject
            {
                ["video_id"] = "76" + Ids.Digits(Id + "/video", 17),
                ["embed_url"] = "https://www.tiktok.com/player/v1/76" + Ids.Digits(Id + "/video", 17),
            },
            _ => new JsonObject { ["url"] = $"{baseAddress()}/messenger-files/{Ids.Hex(Id + "/picture")}.png" },
        },
    };

    JsonObject Reaction(Person person, string original, DateTimeOffset at) => new()
    {
        ["reaction"] = new JsonArray(new JsonObject
        {
            ["operation"] = "ADD",
            ["type"] = "EMOJI",
            ["emoji"] = Pick(ShopTalk.Emoji),
            ["unique_identifier"] = person.TikTokUser,
            ["timestamp"] = at.ToUnixTimeMilliseconds(),
            ["original_msg_id"] = original,
        }),
    };
}
