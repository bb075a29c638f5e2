using AutoMapper;
using Hub.Connectors.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>Canonical parts of a message to their wire form.</summary>
internal sealed class WhatsAppProfile : Profile
{
    public WhatsAppProfile()
    {
        CreateMap<Location, WireLocation>();
        CreateMap<Choice, WireRow>();
        CreateMap<Choice, WireReply>();
        CreateMap<Choice, WireButton>()
            .ConstructUsing((choice, context) => new WireButton(context.Mapper.Map<WireReply>(choice), "reply"))
            .ForAllMembers(member => member.Ignore());
        CreateMap<TemplateRef, WireTemplate>()
            .ConstructUsing(template => new WireTemplate(
                template.Name, new WireLanguage(template.Language), WhatsAppOutbound.Components(template.Parameters)))
            .ForAllMembers(member => member.Ignore());
    }

    public static IMapper Mapper() =>
        new MapperConfiguration(configuration => configuration.AddProfile<WhatsAppProfile>(), NullLoggerFactory.Instance).CreateMapper();
}
