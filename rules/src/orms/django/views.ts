import type { Views } from "../views.js";

/** Classes that render pages, and classes of an API that write lists out. */
export const views: readonly Views[] = [
  // https://docs.djangoproject.com/en/stable/ref/class-based-views/
  {
    base: /^django\.(?:views|contrib)\..*(?:View|Mixin)$/,
    lists:
      /^django\.views\.generic\.(?:list\.)?(?:Base)?(?:ListView|MultipleObjectMixin|MultipleObjectTemplateResponseMixin)$/,
    context: "get_context_data",
    template: "template_name",
    query: "get_queryset",
    queryset: "queryset",
    model: "model",
    pages: ["paginate_by", "get_paginate_by", "paginator_class"],
    rowsName: "context_object_name",
    rowsNames: (model) => ["object_list", `${model.toLowerCase()}_list`],
    listTemplate: (label) => `${label.replace(".", "/").toLowerCase()}_list.html`,
  },
  // https://www.django-rest-framework.org/api-guide/generic-views/
  {
    base: /^rest_framework\.(?:generics|viewsets|mixins)\./,
    lists:
      /^rest_framework\.(?:generics\.List(?:Create)?APIView|viewsets\.(?:ReadOnly)?ModelViewSet|mixins\.ListModelMixin)$/,
    context: "",
    template: "template_name",
    query: "get_queryset",
    queryset: "queryset",
    model: "",
    pages: ["pagination_class", "paginator", "paginate_queryset", "list", "filter_queryset"],
    isPagedBySettings: true,
    serializer: "serializer_class",
    rowsName: "",
    rowsNames: () => [],
    listTemplate: () => "",
  },
];
