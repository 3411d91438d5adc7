using Attune.Audits;
using Attune.Models;
using Attune.Tests.Runs;
using Attune.Tokens;

namespace Attune.Tests.Audits;

/// <summary>An audit's model that answers as a test says.</summary>
internal static class OpinionModel
{
    public static AuditModel Of(Func<string, string> answer) => Of(new FakeModel(answer));

    public static AuditModel Of(FakeModel model) => new(new(), new(ModelName.Parse("test:model"), model), new(Tokenizer.Default), null);
}
